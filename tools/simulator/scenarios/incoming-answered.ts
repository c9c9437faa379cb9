import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const incomingAnswered = {
  name: "incoming-answered",
  group: "calls",
  title: "Incoming, answered",
  description: "A customer calls, all phones of the employee ring, and he lifts the first.",
  callers: { caller: callers.anneVestergaard.numbers[0].number },
  steps: [
    { do: "call-in", call: "call", from: "caller", to: ["me"], line: "Hovednummer" },
    { do: "wait", seconds: 4 },
    { do: "answer", call: "call", by: "me", phone: 0 },
    { do: "wait", seconds: 6 },
    { do: "hang-up", call: "call" },
  ],
  expected: { employee: "me", calls: [{ direction: "incoming", outcome: "answered", number: "caller" }] },
} as const satisfies Scenario;
