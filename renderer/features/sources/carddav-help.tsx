import { useTranslate } from "../../i18n/use-translate.ts";

/** What the usual servers want typed. */
export function CarddavHelp() {
  const t = useTranslate();
  return (
    <div className="carddav-help">
      <p className="carddav-help-title">{t("subscribe.help.title")}</p>
      <ul>
        {(["nextcloud", "icloud", "fastmail", "google"] as const).map((server) => (
          <li key={server}>{t(`subscribe.help.${server}`)}</li>
        ))}
      </ul>
    </div>
  );
}
