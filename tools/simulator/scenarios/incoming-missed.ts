import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const incomingMissed = {
  name: "incoming-missed",
  group: "calls",
  title: "Incoming, missed",
  description: "A customer calls, nobody lifts, and the customer gives up.",
  callers: { caller: callers.henrikThygesen.numbers[0].number },
  steps: [
    { do: "call-in", call: "call", from: "caller", to: ["me"] },
    { do: "wait", seconds: 8 },
    { do: "hang-up", call: "call" },
  ],
  expected: { employee: "me", calls: [{ direction: "incoming", outcome: "missed", number: "caller" }] },
} as const satisfies Scenario;
