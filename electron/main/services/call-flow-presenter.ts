import { defined } from "../../../shared/defined.ts";
import type {
  CallFlowsState,
  ShownCallFlow,
  ShownComingSwitch,
  ShownPastSwitch,
} from "../../../shared/ipc/snapshot.ts";
import type { CallFlowsView, ComingSwitch, PastSwitch } from "../../../shared/relay-protocol/call-flows.ts";
import type { CallerLookup } from "./caller-lookup.ts";

/** What is known beside what the PBX and the relay say. */
interface Known {
  /** Of employees and their phones. */
  names: Pick<CallerLookup, "nameOfLocalNumber">;
  /** The employee's own extension. */
  own: string | undefined;
  /** Local numbers of call flows that are being switched. */
  switching: ReadonlySet<string>;
  /** By local number. */
  problems: ReadonlyMap<string, NonNullable<ShownCallFlow["problem"]>>;
}

/** The call flows as they are shown: with names for numbers, and what can be done about each. */
export function presentCallFlows(
  view: CallFlowsView,
  known: Known,
): Pick<CallFlowsState, "flows" | "coming" | "history"> {
  const { names, own, switching, problems } = known;
  const flowOf = new Map(view.flows.map((flow) => [flow.localNumber, flow]));
  const coming = view.coming.map(presentComing);
  const lastDone = new Set<string>();
  const history = view.history.map(presentPast);
  return { flows: view.flows.map(presentFlow), coming, history };

  function presentFlow(flow: CallFlowsView["flows"][number]): ShownCallFlow {
    const { localNumber, name, active, maySwitch } = flow;
    return {
      localNumber,
      name,
      active,
      maySwitch,
      activeGoto: destination(flow.activeGoto),
      inactiveGoto: destination(flow.inactiveGoto),
      switching: switching.has(localNumber),
      ...defined({
        coming: coming.find((one) => one.localNumber === localNumber),
        notCome: notComeOf(localNumber),
        problem: problems.get(localNumber),
      }),
    };
  }

  function presentComing({ by, trouble, ...one }: ComingSwitch): ShownComingSwitch {
    const flow = flowOf.get(one.localNumber);
    return {
      ...one,
      name: flow?.name ?? one.localNumber,
      mayCancel: flow?.maySwitch === true,
      ...defined({
        by: switcher(by),
        trouble: trouble === undefined ? undefined : { message: trouble.message, nextTryAt: trouble.nextTryAt },
      }),
    };
  }

  /** Called from the newest to the oldest. */
  function presentPast({ by, message, ...one }: PastSwitch): ShownPastSwitch {
    const { localNumber, active, outcome } = one;
    const flow = flowOf.get(localNumber);
    const isLast = outcome === "done" && !lastDone.has(localNumber);
    if (isLast) lastDone.add(localNumber);
    return {
      ...one,
      name: flow?.name ?? localNumber,
      mayUndo: isLast && flow?.maySwitch === true && flow.active === active,
      ...defined({ by: switcher(by), message }),
    };
  }

  /** The newest word about a call flow is that its timed switch was given up, and it is not as it should have become. */
  function notComeOf(localNumber: string): ShownPastSwitch | undefined {
    const newest = history.find((one) => one.localNumber === localNumber);
    const isGivenUp = newest?.how === "timed" && newest.outcome !== "done";
    return isGivenUp && flowOf.get(localNumber)?.active !== newest.active ? newest : undefined;
  }

  function switcher(by: ComingSwitch["by"]) {
    if (by === undefined) return undefined;
    const name = names.nameOfLocalNumber(by.localNumber) ?? by.name ?? by.localNumber;
    return { name, own: by.localNumber === own };
  }

  /** "6050 Vagt" where the number is an employee's, his phone's or a call flow's, else the bare number. */
  function destination(localNumber: string | undefined): string {
    if (localNumber === undefined) return "";
    const name = names.nameOfLocalNumber(localNumber) ?? flowOf.get(localNumber)?.name;
    return name === undefined ? localNumber : `${localNumber} ${name}`;
  }
}
