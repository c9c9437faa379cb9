import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const transferReceived = {
  name: "transfer-received",
  group: "transfers",
  title: "Transfer, received",
  description: "A colleague answers a customer, calls the employee, and passes the customer on to him.",
  callers: { caller: callers.anneVestergaard.numbers[1].number },
  steps: [
    { do: "call-in", call: "customer", from: "caller", to: ["colleague"], line: "Salg" },
    { do: "wait", seconds: 3 },
    { do: "answer", call: "customer", by: "colleague", phone: 0 },
    { do: "wait", seconds: 4 },
    { do: "dial", call: "consultation", by: "colleague", phone: 0, to: "me" },
    { do: "wait", seconds: 3 },
    { do: "answer", call: "consultation", by: "me", phone: 0 },
    { do: "wait", seconds: 4 },
    { do: "pass-on", call: "customer", by: "colleague", into: "consultation" },
    { do: "wait", seconds: 6 },
    { do: "hang-up", call: "consultation" },
  ],
  expected: {
    employee: "me",
    calls: [{ direction: "incoming", outcome: "answered", number: "caller", transferredFrom: "colleague" }],
  },
} as const satisfies Scenario;
