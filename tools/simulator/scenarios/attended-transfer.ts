import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const attendedTransfer = {
  name: "attended-transfer",
  group: "transfers",
  title: "Transfer, passed on",
  description: "The employee answers a customer, calls a colleague, and joins the two.",
  callers: { caller: callers.linneaSjoeberg.numbers[0].number },
  steps: [
    { do: "call-in", call: "customer", from: "caller", to: ["me"] },
    { do: "wait", seconds: 3 },
    { do: "answer", call: "customer", by: "me", phone: 0 },
    { do: "wait", seconds: 5 },
    { do: "dial", call: "consultation", by: "me", phone: 0, to: "colleague" },
    { do: "wait", seconds: 3 },
    { do: "answer", call: "consultation", by: "colleague", phone: 0 },
    { do: "wait", seconds: 4 },
    { do: "pass-on", call: "customer", by: "me", into: "consultation" },
    { do: "wait", seconds: 5 },
    { do: "hang-up", call: "consultation" },
  ],
  expected: {
    employee: "me",
    calls: [
      { direction: "incoming", outcome: "transferred", number: "caller" },
      { direction: "outgoing", outcome: "transferred", number: "colleague" },
    ],
  },
  alsoExpected: [
    {
      employee: "colleague",
      calls: [{ direction: "incoming", outcome: "answered", number: "caller", transferredFrom: "me" }],
    },
  ],
} as const satisfies Scenario;
