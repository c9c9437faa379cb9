import RefreshCw from "lucide-react/icons/refresh-cw";
import { useState } from "react";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { CallFlowList } from "./call-flow-list.tsx";
import { CallFlowsAge } from "./call-flows-age.tsx";
import { ComingSwitches } from "./coming-switches.tsx";
import { PastSwitches } from "./past-switches.tsx";
import "./call-flows-view.css";

type Part = "now" | "coming" | "history";

/** The company's variable call flows as the PBX last told, the switches that come by themselves, and those that were. */
export function CallFlowsView() {
  const t = useTranslate();
  const { callFlows, relay } = useSnapshot();
  const refresh = useCommand("callFlows.refresh");
  const [chosen, setPart] = useState<Part>("now");
  const { flows, timed, coming, history, asOf } = callFlows;
  const isOnline = relay.state === "connected" || relay.state === "direct";
  // A company without call flows is told what they are, and not shown what is not there.
  const hasParts = timed && asOf !== undefined && flows.length + coming.length + history.length > 0;
  const part = hasParts ? chosen : "now";
  const problem = isOnline ? (refresh.problem ?? callFlows.problem) : undefined;

  return (
    <div className="call-flows">
      <div className="call-flows-head">
        <h2 className="call-flows-heading">{t("callFlows.title")}</h2>
        {isOnline && (
          <Button look="quiet" isPending={refresh.busy} onPress={() => void refresh.run(undefined)}>
            <RefreshCw size={14} aria-hidden="true" />
            {t("callFlows.refresh")}
          </Button>
        )}
      </div>
      {hasParts && (
        <Choice<Part>
          look="bar"
          label={t("callFlows.parts")}
          labelHidden
          value={part}
          options={[
            { value: "now", text: t("callFlows.now") },
            {
              value: "coming",
              text: coming.length === 0 ? t("callFlows.coming") : t("callFlows.comingCount", { count: coming.length }),
            },
            { value: "history", text: t("callFlows.history") },
          ]}
          onChange={setPart}
        />
      )}
      {problem !== undefined && <ProblemBox title={t("callFlows.notLoaded")} problem={problem} />}
      <CallFlowsAge says="old" isOnline={isOnline} isFailing={problem !== undefined} />
      {part === "now" && <CallFlowList isOnline={isOnline} />}
      {part === "coming" && <ComingSwitches isOnline={isOnline} />}
      {part === "history" && <PastSwitches isOnline={isOnline} />}
      {!timed && flows.length > 0 && <p className="call-flows-needs-relay">{t("callFlows.untilNeedsRelay")}</p>}
      <CallFlowsAge says="fresh" isOnline={isOnline} isFailing={problem !== undefined} />
    </div>
  );
}
