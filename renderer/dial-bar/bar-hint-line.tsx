import Info from "lucide-react/icons/info";
import type { Bridge } from "../../shared/ipc/contract.ts";
import type { BarHint, BarView } from "../../shared/ipc/dial-bar.ts";
import { sendRequest } from "../bridge/send-request.ts";
import { useTranslate } from "../i18n/use-translate.ts";
import { Button } from "../ui/button.tsx";

/** Why nothing was fetched, and what he can do instead. */
export function BarHintLine({ bridge, view, hint }: { bridge: Bridge; view: BarView; hint: BarHint }) {
  const t = useTranslate();
  return (
    <div className="bar-hint">
      <Info size={16} aria-hidden="true" />
      <p role="status">{t(`dialBar.hints.${hint}`)}</p>
      {view.offersPermission && (
        <Button onPress={() => void sendRequest(bridge, "bar.askPermission", undefined)}>
          {t("hotkeys.askPermission")}
        </Button>
      )}
      {view.offersClipboard && (
        <Button onPress={() => void sendRequest(bridge, "bar.useClipboard", undefined)}>
          {t("dialBar.useClipboard")}
        </Button>
      )}
    </div>
  );
}
