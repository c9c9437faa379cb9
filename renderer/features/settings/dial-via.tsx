import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Choice } from "../../ui/choice.tsx";
import { useLocked } from "./use-locked.ts";

/** Whether MakeCall or the relay starts calls; nothing to choose where the relay does not offer it. */
export function DialVia() {
  const t = useTranslate();
  const { settings, relayDialling } = useSnapshot();
  const isLocked = useLocked();
  const update = useCommand("settings.update");
  if (!relayDialling) return null;
  if (!settings.myFonePasswordStored) return <p>{t("settings.dialViaNoLogin")}</p>;
  return (
    <Choice
      look="list"
      label={t("settings.dialVia")}
      isLocked={isLocked("dialVia")}
      value={settings.dialVia}
      options={[
        { value: "makeCall", text: t("settings.dialViaMakeCall") },
        { value: "relay", text: t("settings.dialViaRelay") },
      ]}
      onChange={(dialVia) => void update.run({ dialVia })}
    />
  );
}
