import type { ShownCallFlow } from "../../../shared/ipc/snapshot.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SwitchRow } from "../../ui/switch-row.tsx";
import "./call-flow.css";

/** One call flow. The switch stands where the PBX says it stands; it moves when the PBX has moved. */
export function CallFlow({ flow }: { flow: ShownCallFlow }) {
  const t = useTranslate();
  const set = useCommand("callFlows.set");
  const { localNumber, name, active, switching } = flow;
  const waiting = switching || set.busy;
  const target = active ? flow.activeGoto : flow.inactiveGoto;
  const problem = waiting ? undefined : (flow.problem ?? set.problem);
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
        isReadOnly={waiting}
        onChange={(next) => void set.run({ localNumber, active: next })}
      />
      <p className="visually-hidden" role="status">
        {waiting ? t("callFlows.switching") : consequence()}
      </p>
      <p className="call-flow-consequence" aria-hidden="true">
        {waiting ? t("callFlows.switching") : shortConsequence()}
      </p>
      {problem !== undefined && <ProblemBox title={t("callFlows.notSwitched")} problem={problem} />}
    </li>
  );

  /** For the eye, right below the name. */
  function shortConsequence(): string {
    if (target === "") return t(active ? "callFlows.shortOnNoTarget" : "callFlows.shortOffNoTarget");
    return t(active ? "callFlows.shortOn" : "callFlows.shortOff", { target });
  }

  /** For the ear: the whole sentence, with the name. */
  function consequence(): string {
    if (target === "") return t(active ? "callFlows.onNoTarget" : "callFlows.offNoTarget", { name });
    return t(active ? "callFlows.on" : "callFlows.off", { name, target });
  }
}
