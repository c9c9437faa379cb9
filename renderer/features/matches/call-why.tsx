import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { matchReasonText } from "./match-reason-text.ts";
import "./call-why.css";

/** Why the caller is taken for whom it says, with all others who have the number one click away. */
export function CallWhy({ call: { caller, number, displayNumber } }: { call: ShownCall }) {
  const t = useTranslate();
  const formats = useFormats();
  const { shows } = useSidetone();
  if (caller?.reason === undefined || number === undefined) return null;
  const { reason } = caller;
  const shown = displayNumber ?? number;
  return (
    <p className="call-why">
      {matchReasonText(reason, formats, t, Date.now())}
      {reason.others > 0 && (
        <>
          {" · "}
          <Button
            look="link"
            aria-label={t("people.why.showAll", { number: shown })}
            onPress={() => shows.open({ kind: "matches", number, displayNumber: shown })}
          >
            {t("people.why.others", { count: reason.others })}
          </Button>
        </>
      )}
    </p>
  );
}
