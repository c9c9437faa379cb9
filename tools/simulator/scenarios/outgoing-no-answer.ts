import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const outgoingNoAnswer = {
  name: "outgoing-no-answer",
  group: "calls",
  title: "Outgoing, no answer",
  description: "The employee dials a customer, who does not answer.",
  callers: { caller: callers.ullaFriis.numbers[0].number },
  steps: [
    { do: "dial", call: "call", by: "me", phone: 0, to: "caller" },
    { do: "wait", seconds: 8 },
    { do: "hang-up", call: "call" },
  ],
  expected: { employee: "me", calls: [{ direction: "outgoing", outcome: "no-answer", number: "caller" }] },
} as const satisfies Scenario;
