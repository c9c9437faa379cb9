import BellOff from "lucide-react/icons/bell-off";
import Star from "lucide-react/icons/star";
import type { PersonRow } from "../../../shared/contacts/person.ts";
import { useTranslate } from "../../i18n/use-translate.ts";

/** What the employee has marked him as: favourite, VIP, one whose calls are not shown. */
export function PersonMarks({ person }: { person: Pick<PersonRow, "favourite" | "vip" | "blocked"> }) {
  const t = useTranslate();
  if (!person.favourite && !person.vip && !person.blocked) return null;
  return (
    <span className="person-marks">
      {person.favourite && (
        <span className="person-mark person-mark-favourite" title={t("people.favourite")}>
          <Star size={13} aria-hidden="true" />
          <span className="visually-hidden">{t("people.favourite")}</span>
        </span>
      )}
      {person.vip && <span className="person-mark person-mark-vip">{t("people.vip")}</span>}
      {person.blocked && (
        <span className="person-mark person-mark-blocked" title={t("people.blocked")}>
          <BellOff size={13} aria-hidden="true" />
          <span className="visually-hidden">{t("people.blocked")}</span>
        </span>
      )}
    </span>
  );
}
