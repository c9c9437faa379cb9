import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const answeredElsewhere = {
  name: "answered-elsewhere",
  group: "groups",
  title: "Answered elsewhere",
  description: "All phones of the employee and of a colleague ring; the colleague takes the call.",
  callers: { caller: callers.tineMarstrand.numbers[0].number },
  steps: [
    { do: "call-in", call: "call", from: "caller", to: ["me", "colleague"], line: "Hovednummer" },
    { do: "wait", seconds: 4 },
    { do: "answer", call: "call", by: "colleague", phone: 0 },
    { do: "wait", seconds: 5 },
    { do: "hang-up", call: "call" },
  ],
  expected: {
    employee: "me",
    calls: [{ direction: "incoming", outcome: "answered-elsewhere", number: "caller", answeredBy: "colleague" }],
  },
  alsoExpected: [{ employee: "colleague", calls: [{ direction: "incoming", outcome: "answered", number: "caller" }] }],
} as const satisfies Scenario;
