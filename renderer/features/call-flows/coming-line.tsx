import { momentText } from "../../../shared/call-flows/moment-text.ts";
import { reasonText } from "../../../shared/call-flows/reason-text.ts";
import type { ShownComingSwitch } from "../../../shared/ipc/snapshot.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { useNow } from "../../ui/use-now.ts";
import "./coming-line.css";

interface ComingLineProps {
  coming: ShownComingSwitch;
  /** How the call flow is now, as far as it is known. */
  active: boolean | undefined;
  isOnline: boolean;
}

/** A switch that comes by itself: what and when, who wanted it, what is in the way, and the way to call it off. */
export function ComingLine({ coming, active, isOnline }: ComingLineProps) {
  const t = useTranslate();
  const formats = useFormats();
  const now = useNow(60_000);
  const cancel = useCommand("callFlows.cancel");
  const { id, name, by, trouble, mayCancel } = coming;
  const when = momentText(coming.at, now, formats, t);
  const what = whatText();
  return (
    <div className="coming-line">
      <div className="coming-line-row">
        <p className="coming-line-text tabular">
          <span className="coming-line-what">{what}</span>
          {by !== undefined && (
            <span className="coming-line-by">
              {" · "}
              {by.own ? t("callFlows.setByYou") : t("callFlows.setBy", { name: by.name })}
            </span>
          )}
        </p>
        {mayCancel && isOnline && (
          <Button
            look="quiet"
            isPending={cancel.busy}
            aria-label={t("callFlows.cancelOf", { name, what })}
            onPress={() => void cancel.run({ id })}
          >
            {t("callFlows.cancel")}
          </Button>
        )}
      </div>
      {trouble !== undefined && (
        <p className="coming-line-trouble" role="status">
          {t("callFlows.trouble", { when: momentText(trouble.nextTryAt, now, formats, t) })}{" "}
          {reasonText(trouble.message, t)}
        </p>
      )}
      {cancel.problem !== undefined && <ProblemBox title={t("callFlows.notCancelled")} problem={cancel.problem} />}
    </div>
  );

  function whatText(): string {
    if (trouble !== undefined) return t(coming.active ? "callFlows.lateOn" : "callFlows.lateOff", { when });
    const goesBack = active !== undefined && active !== coming.active;
    if (goesBack) return t(coming.active ? "callFlows.thenOn" : "callFlows.thenOff", { when });
    return t(coming.active ? "callFlows.comesOn" : "callFlows.comesOff", { when });
  }
}
