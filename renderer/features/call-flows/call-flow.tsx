import CalendarClock from "lucide-react/icons/calendar-clock";
import Clock from "lucide-react/icons/clock";
import Lock from "lucide-react/icons/lock";
import { useId, useRef, useState } from "react";
import { consequence } from "../../../shared/call-flows/consequence.ts";
import type { ErrorCode } from "../../../shared/ipc/contract.ts";
import type { ShownCallFlow } from "../../../shared/ipc/snapshot.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SwitchRow } from "../../ui/switch-row.tsx";
import { ComingLine } from "./coming-line.tsx";
import { NotCome } from "./not-come.tsx";
import { SwitchUntil } from "./switch-until.tsx";
import "./call-flow.css";

interface CallFlowProps {
  flow: ShownCallFlow;
  /** Whether anything can be switched now. */
  isOnline: boolean;
  /** Whether it can go back by itself. */
  timed: boolean;
}

const notTriedCodes: ReadonlySet<string> = new Set<ErrorCode>([
  "bad-input",
  "not-paired",
  "offline",
  "time-not-possible",
  "relay-needed",
  "internal",
]);

/** One call flow. The switch stands where the PBX says it stands; it moves when the PBX has moved. */
export function CallFlow({ flow, isOnline, timed }: CallFlowProps) {
  const t = useTranslate();
  const set = useCommand("callFlows.set");
  const dismiss = useCommand("callFlows.dismissProblem");
  const [choosing, setChoosing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useId();
  const { localNumber, name, active, switching, maySwitch, coming, notCome } = flow;
  const waiting = switching || set.busy;
  const mayNow = maySwitch && isOnline;
  const target = active ? flow.activeGoto : flow.inactiveGoto;
  // Main keeps with the flow what became of a switch; what it did not even try, it only answers.
  const notTried = set.problem !== undefined && notTriedCodes.has(set.problem.code) ? set.problem : undefined;
  const problem = waiting ? undefined : (flow.problem ?? notTried);
  const isUnsure = flow.problem?.unsure === true;

  const close = () => {
    setChoosing(false);
    opener.current?.focus();
  };
  const forgetProblem = () => {
    set.clearProblem();
    if (flow.problem !== undefined) void dismiss.run({ localNumber });
  };

  return (
    <li className={`call-flow${active ? " call-flow-active" : ""}`} aria-busy={waiting}>
      <SwitchRow
        label={
          <>
            <span className="call-flow-name">{name}</span>{" "}
            <span className="call-flow-number tabular">{localNumber}</span>
          </>
        }
        isSelected={active}
        isReadOnly={waiting || !mayNow}
        onChange={(next) => void set.run({ localNumber, active: next })}
      />
      <p className="visually-hidden" role="status">
        {waiting ? t("callFlows.switching") : consequence(flow, t)}
      </p>
      <div className="call-flow-line">
        <p className="call-flow-consequence" aria-hidden="true">
          {waiting ? t("callFlows.switching") : shortConsequence()}
        </p>
        {timed && mayNow && (
          <Button
            ref={opener}
            look="quiet"
            aria-label={t("callFlows.untilOf", { name })}
            aria-expanded={choosing}
            {...(choosing ? { "aria-controls": panel } : {})}
            onPress={() => setChoosing(!choosing)}
          >
            <Clock size={14} aria-hidden="true" />
            {t("callFlows.until")}
          </Button>
        )}
      </div>
      {!maySwitch && (
        <p className="call-flow-locked">
          <Lock size={14} aria-hidden="true" />
          {t("callFlows.locked")}
        </p>
      )}
      {choosing && mayNow && (
        <SwitchUntil
          id={panel}
          name={name}
          isBusy={waiting}
          onClose={close}
          onChosen={async (next, until) => {
            close();
            await set.run({ localNumber, active: next, until });
          }}
        />
      )}
      {coming !== undefined && (
        <div className="call-flow-coming">
          <CalendarClock size={14} aria-hidden="true" />
          <ComingLine coming={coming} active={active} isOnline={isOnline} />
        </div>
      )}
      {notCome !== undefined && <NotCome past={notCome} />}
      {problem !== undefined && (
        <ProblemBox title={t(isUnsure ? "callFlows.unsure" : "callFlows.notSwitched")} problem={problem}>
          <Button onPress={forgetProblem}>{t("common.close")}</Button>
        </ProblemBox>
      )}
    </li>
  );

  /** For the eye, right below the name. */
  function shortConsequence(): string {
    if (target === "") return t(active ? "callFlows.shortOnNoTarget" : "callFlows.shortOffNoTarget");
    return t(active ? "callFlows.shortOn" : "callFlows.shortOff", { target });
  }
}
