import { answeredBeforeIncoming } from "./answered-before-incoming.ts";
import { answeredElsewhere } from "./answered-elsewhere.ts";
import { attendedTransfer } from "./attended-transfer.ts";
import { duplicateHook } from "./duplicate-hook.ts";
import { hiddenNumber } from "./hidden-number.ts";
import { incomingAnswered } from "./incoming-answered.ts";
import { incomingMissed } from "./incoming-missed.ts";
import { localCall } from "./local-call.ts";
import { noEnded } from "./no-ended.ts";
import { outOfOrder } from "./out-of-order.ts";
import { outgoingAnswered } from "./outgoing-answered.ts";
import { outgoingNoAnswer } from "./outgoing-no-answer.ts";
import { queueReRingAnswered } from "./queue-re-ring-answered.ts";
import { ringGroupAnsweredElsewhere } from "./ring-group-answered-elsewhere.ts";
import { ringGroupMissed } from "./ring-group-missed.ts";
import type { Scenario } from "./scenario.ts";
import { transferReceived } from "./transfer-received.ts";
import { twoAtOnce } from "./two-at-once.ts";
import { unknownNumber } from "./unknown-number.ts";

const list = [
  incomingAnswered,
  incomingMissed,
  outgoingAnswered,
  outgoingNoAnswer,
  ringGroupAnsweredElsewhere,
  ringGroupMissed,
  answeredElsewhere,
  queueReRingAnswered,
  twoAtOnce,
  hiddenNumber,
  unknownNumber,
  localCall,
  attendedTransfer,
  transferReceived,
  duplicateHook,
  outOfOrder,
  answeredBeforeIncoming,
  noEnded,
] as const;

export type ScenarioName = (typeof list)[number]["name"];

export const allScenarios: readonly (Scenario & { readonly name: ScenarioName })[] = list;

/** @throws when there is no such scenario */
export function scenarioNamed(name: string): Scenario {
  const found = allScenarios.find((scenario) => scenario.name === name);
  if (found === undefined) {
    throw new Error(`No scenario is named "${name}". There are: ${list.map((scenario) => scenario.name).join(", ")}.`);
  }
  return found;
}
