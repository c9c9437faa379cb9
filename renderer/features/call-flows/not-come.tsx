import TriangleAlert from "lucide-react/icons/triangle-alert";
import { momentText } from "../../../shared/call-flows/moment-text.ts";
import { reasonText } from "../../../shared/call-flows/reason-text.ts";
import type { ShownPastSwitch } from "../../../shared/ipc/snapshot.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { useNow } from "../../ui/use-now.ts";
import "./not-come.css";

/** A switch that should have come by itself and was given up: somebody must do it. */
export function NotCome({ past }: { past: ShownPastSwitch }) {
  const t = useTranslate();
  const formats = useFormats();
  const when = momentText(past.at, useNow(60_000), formats, t);
  return (
    <div className="not-come" role="status">
      <TriangleAlert size={16} aria-hidden="true" />
      <p>
        {t(past.active ? "callFlows.notComeOn" : "callFlows.notComeOff", { when })}{" "}
        {past.message !== undefined && reasonText(past.message, t)}
      </p>
    </div>
  );
}
