import Lock from "lucide-react/icons/lock";
import { useTranslate } from "../i18n/use-translate.ts";
import "./locked-note.css";

/** Why a setting cannot be changed. */
export function LockedNote({ id }: { id?: string }) {
  const t = useTranslate();
  return (
    <span className="locked-note" id={id}>
      <Lock size={12} aria-hidden="true" />
      {t("settings.locked")}
    </span>
  );
}
