import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { contactCount } from "../sources/contact-count.ts";
import { isTroubled } from "../sources/is-troubled.ts";
import { SettingsSection } from "./settings-section.tsx";
import "./contact-sources.css";

/** How many contacts there are and how it stands with where they come from, in a line; and the way there. */
export function ContactSources() {
  const t = useTranslate();
  const formats = useFormats();
  const { shows } = useSidetone();
  const { sources } = useSnapshot();
  const contacts = sources.reduce((total, source) => total + source.contacts, 0);
  const withContacts = sources.filter((source) => source.contacts > 0).length;
  const troubled = sources.filter(isTroubled).length;
  const running = sources.filter(({ progress }) => progress !== undefined).length;
  return (
    <SettingsSection title={t("sources.settings.title")}>
      <div className="contact-sources">
        <p className="tabular">
          {contacts === 0
            ? t("sources.settings.none")
            : t("sources.settings.summary", {
                contacts: contactCount(contacts, formats, t),
                sources: t("sources.settings.sources", { count: withContacts, number: formats.number(withContacts) }),
              })}
        </p>
        {running > 0 && (
          <p className="contact-sources-running tabular">
            {t("sources.settings.running", { count: running, number: formats.number(running) })}
          </p>
        )}
        {troubled > 0 && (
          <p className="contact-sources-trouble tabular">
            {t("sources.settings.failed", { count: troubled, number: formats.number(troubled) })}
          </p>
        )}
      </div>
      <div className="settings-actions">
        <Button onPress={() => shows.open({ kind: "sources" })}>{t("sources.settings.manage")}</Button>
      </div>
    </SettingsSection>
  );
}
