import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const duplicateHook = {
  name: "duplicate-hook",
  group: "hooks",
  title: "Duplicate hooks",
  description: "Every hook comes once more a moment later: while it rings, in the conversation, and after it.",
  callers: { caller: callers.camillaBrink.numbers[0].number },
  steps: [
    { do: "call-in", call: "call", from: "caller", to: ["me"] },
    { do: "wait", seconds: 1 },
    { do: "repeat", hooks: ["incoming"] },
    { do: "wait", seconds: 2 },
    { do: "answer", call: "call", by: "me", phone: 0 },
    { do: "wait", seconds: 1 },
    { do: "repeat", hooks: ["incoming", "answered"] },
    { do: "wait", seconds: 4 },
    { do: "hang-up", call: "call" },
    { do: "wait", seconds: 1 },
    { do: "repeat", hooks: ["ended", "incoming", "answered"] },
  ],
  expected: { employee: "me", calls: [{ direction: "incoming", outcome: "answered", number: "caller" }] },
} as const satisfies Scenario;
