import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** How many contacts there are and from how many sources, and the way to them. */
export function ContactsSetting() {
  const t = useTranslate();
  const formats = useFormats();
  const { shows } = useSidetone();
  const { sources } = useSnapshot();
  const contacts = sources.reduce((sum, source) => sum + source.contacts, 0);
  const used = sources.filter((source) => source.contacts > 0).length;
  const failed = sources.filter(({ result }) => result?.state === "failed" && result.code !== "cancelled").length;
  return (
    <SettingsSection title={t("sources.settings")}>
      <p>
        {t("sources.settingsSummary", {
          count: contacts,
          shown: formats.number(contacts),
          sources: t("sources.sourceCount", { count: used }),
        })}
      </p>
      {failed > 0 && <p className="settings-failed">{t("sources.settingsFailed", { count: failed })}</p>}
      <div>
        <Button
          onPress={() => {
            shows.show("people");
            shows.open({ kind: "sources" });
          }}
        >
          {t("sources.open")}
        </Button>
      </div>
    </SettingsSection>
  );
}
