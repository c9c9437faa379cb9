import BookUser from "lucide-react/icons/book-user";
import FileText from "lucide-react/icons/file-text";
import FolderSync from "lucide-react/icons/folder-sync";
import Globe from "lucide-react/icons/globe";
import IdCard from "lucide-react/icons/id-card";
import UserPen from "lucide-react/icons/user-pen";
import type { SourceKind } from "../../../shared/contacts/source.ts";
import { useTranslate } from "../../i18n/use-translate.ts";

const icons = {
  own: UserPen,
  colleagues: IdCard,
  file: FileText,
  watched: FolderSync,
  url: Globe,
  carddav: BookUser,
} as const satisfies Record<SourceKind, unknown>;

/** The kind of a source; in words for screen readers and on hovering. */
export function SourceIcon({ kind }: { kind: SourceKind }) {
  const t = useTranslate();
  const Icon = icons[kind];
  return (
    <span className="source-icon" title={t(`sources.kinds.${kind}`)}>
      <Icon size={18} aria-hidden="true" />
    </span>
  );
}
