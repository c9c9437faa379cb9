import type { Scenario } from "./scenario.ts";

export const hiddenNumber = {
  name: "hidden-number",
  group: "calls",
  title: "Hidden number",
  description: "Somebody who hides his number calls; the employee answers.",
  callers: { caller: null },
  steps: [
    { do: "call-in", call: "call", from: "caller", to: ["me"] },
    { do: "wait", seconds: 5 },
    { do: "answer", call: "call", by: "me", phone: 0 },
    { do: "wait", seconds: 4 },
    { do: "hang-up", call: "call" },
  ],
  expected: { employee: "me", calls: [{ direction: "incoming", outcome: "answered", number: null }] },
} as const satisfies Scenario;
