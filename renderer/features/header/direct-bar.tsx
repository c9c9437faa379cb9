import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import "./direct-bar.css";

/** Without a relay nobody's call is shown; where calls are looked for, that is said. */
export function DirectBar() {
  const t = useTranslate();
  const { shows } = useSidetone();
  return (
    <div className="direct-bar" role="note">
      <p>{t("relay.directHint")}</p>
      <Button onPress={() => shows.show("pairing")}>{t("relay.useInvitation")}</Button>
    </div>
  );
}
