import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const ringGroupAnsweredElsewhere = {
  name: "ring-group-answered-elsewhere",
  group: "groups",
  title: "Ring group, a colleague answers",
  description: "The phones of three employees ring at once; a colleague lifts first.",
  callers: { caller: callers.louiseRaben.numbers[0].number },
  steps: [
    // The employee under test is not the first to ring: with an id per leg, his own is not the call's first.
    { do: "call-in", call: "call", from: "caller", to: ["third", "me", "colleague"], line: "Salg" },
    { do: "wait", seconds: 5 },
    { do: "answer", call: "call", by: "colleague", phone: 0 },
    { do: "wait", seconds: 6 },
    { do: "hang-up", call: "call" },
  ],
  expected: {
    employee: "me",
    calls: [{ direction: "incoming", outcome: "answered-elsewhere", number: "caller", answeredBy: "colleague" }],
  },
  alsoExpected: [
    { employee: "colleague", calls: [{ direction: "incoming", outcome: "answered", number: "caller" }] },
    {
      employee: "third",
      calls: [{ direction: "incoming", outcome: "answered-elsewhere", number: "caller", answeredBy: "colleague" }],
    },
  ],
} as const satisfies Scenario;
