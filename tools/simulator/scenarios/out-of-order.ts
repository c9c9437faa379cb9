import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const outOfOrder = {
  name: "out-of-order",
  group: "hooks",
  title: "Hooks out of order",
  description: "A short conversation whose hooks arrive the wrong way round: ended, answered, incoming.",
  callers: { caller: callers.poulErikHolm.numbers[0].number },
  steps: [
    { do: "hold-back", hooks: ["incoming", "answered", "ended"] },
    { do: "call-in", call: "call", from: "caller", to: ["me"] },
    { do: "wait", seconds: 2 },
    { do: "answer", call: "call", by: "me", phone: 0 },
    { do: "wait", seconds: 4 },
    { do: "hang-up", call: "call" },
    { do: "release", hooks: ["ended", "answered", "incoming"] },
  ],
  expected: { employee: "me", calls: [{ direction: "incoming", outcome: "answered", number: "caller" }] },
} as const satisfies Scenario;
