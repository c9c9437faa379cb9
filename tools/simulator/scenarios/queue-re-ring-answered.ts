import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const queueReRingAnswered = {
  name: "queue-re-ring-answered",
  group: "groups",
  title: "Queue rings again, answered",
  description: "A queue rings, pauses and rings again; the employee lifts at last.",
  callers: { caller: callers.joergenAabye.numbers[0].number },
  steps: [
    {
      do: "queue-in",
      call: "call",
      from: "caller",
      to: ["me", "colleague"],
      line: "Support",
      ringSeconds: 11,
      pauseSeconds: 5,
    },
    { do: "wait", seconds: 3 },
    { do: "answer", call: "call", by: "me", phone: 0 },
    { do: "wait", seconds: 6 },
    { do: "hang-up", call: "call" },
  ],
  expected: { employee: "me", calls: [{ direction: "incoming", outcome: "answered", number: "caller" }] },
  alsoExpected: [
    {
      employee: "colleague",
      calls: [{ direction: "incoming", outcome: "answered-elsewhere", number: "caller", answeredBy: "me" }],
    },
  ],
} as const satisfies Scenario;
