import { momentText } from "../../../shared/call-flows/moment-text.ts";
import { reasonText } from "../../../shared/call-flows/reason-text.ts";
import type { Translate } from "../../../shared/i18n/translator.ts";
import type { ShownPastSwitch } from "../../../shared/ipc/snapshot.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { useNow } from "../../ui/use-now.ts";

/** Who switched what, when, how and whether it worked; with the way back where nobody has switched it since. */
export function PastSwitch({ past, isOnline }: { past: ShownPastSwitch; isOnline: boolean }) {
  const t = useTranslate();
  const formats = useFormats();
  const now = useNow(60_000);
  const undo = useCommand("callFlows.undo");
  const { id, name, at, message, outcome, mayUndo } = past;
  const what = whatText(past, t);
  return (
    <li className="switch-list-row">
      <div className="switch-list-columns">
        <div className="switch-list-text">
          <p className="switch-list-name">{name}</p>
          <p className={outcome === "done" ? "switch-list-what" : "switch-list-what switch-list-not-done"}>{what}</p>
          <p className="switch-list-details tabular">
            {[momentText(at, now, formats, t), whoText(past, t)].filter((part) => part !== "").join(" · ")}
          </p>
          {message !== undefined && outcome === "refused" && (
            <p className="switch-list-details">{reasonText(message, t)}</p>
          )}
        </div>
        {mayUndo && isOnline && (
          <Button
            isPending={undo.busy}
            aria-label={t("callFlows.undoOf", { name, what })}
            onPress={() => void undo.run({ id })}
          >
            {t("callFlows.undo")}
          </Button>
        )}
      </div>
      {undo.problem !== undefined && <ProblemBox title={t("callFlows.notUndone")} problem={undo.problem} />}
    </li>
  );
}

function whatText({ active, outcome }: ShownPastSwitch, t: Translate): string {
  if (outcome === "done") return t(active ? "callFlows.pastOn" : "callFlows.pastOff");
  if (outcome === "unclear") return t(active ? "callFlows.pastUnclearOn" : "callFlows.pastUnclearOff");
  return t(active ? "callFlows.pastNotOn" : "callFlows.pastNotOff");
}

/** Who, and how where it was not by hand; "" where nobody knows who. */
function whoText({ how, by }: ShownPastSwitch, t: Translate): string {
  switch (how) {
    case "hand":
      if (by === undefined) return "";
      return by.own ? t("callFlows.you") : by.name;
    case "timed":
      if (by === undefined) return t("callFlows.timed");
      return by.own ? t("callFlows.timedByYou") : t("callFlows.timedBy", { name: by.name });
    case "undo":
      if (by === undefined) return t("callFlows.undone");
      return by.own ? t("callFlows.undoneByYou") : t("callFlows.undoneBy", { name: by.name });
    case "elsewhere":
      return t("callFlows.elsewhere");
  }
}
