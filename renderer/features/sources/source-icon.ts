import type { LucideIcon } from "lucide-react";
import Cloud from "lucide-react/icons/cloud";
import FileText from "lucide-react/icons/file-text";
import FolderSync from "lucide-react/icons/folder-sync";
import Globe from "lucide-react/icons/globe";
import IdCard from "lucide-react/icons/id-card";
import UserPen from "lucide-react/icons/user-pen";
import type { SourceKind } from "../../../shared/contacts/source.ts";

export const sourceIcons: Readonly<Record<SourceKind, LucideIcon>> = {
  own: UserPen,
  colleagues: IdCard,
  file: FileText,
  watched: FolderSync,
  url: Globe,
  carddav: Cloud,
};
