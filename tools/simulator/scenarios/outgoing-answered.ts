import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const outgoingAnswered = {
  name: "outgoing-answered",
  group: "calls",
  title: "Outgoing, answered",
  description: "The employee dials a customer on his desk phone, who answers.",
  callers: { caller: callers.kasperNoerby.numbers[0].number },
  steps: [
    { do: "dial", call: "call", by: "me", phone: 0, to: "caller" },
    { do: "wait", seconds: 4 },
    { do: "outside-answers", call: "call" },
    { do: "wait", seconds: 6 },
    { do: "hang-up", call: "call" },
  ],
  expected: { employee: "me", calls: [{ direction: "outgoing", outcome: "answered", number: "caller" }] },
} as const satisfies Scenario;
