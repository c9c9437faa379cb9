import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const answeredBeforeIncoming = {
  name: "answered-before-incoming",
  group: "hooks",
  title: "Answered before incoming",
  description: "The employee lifts at once, and the hook that says so overtakes the one that announced the call.",
  callers: { caller: callers.henrikThygesen.numbers[0].number },
  steps: [
    { do: "hold-back", hooks: ["incoming"] },
    { do: "call-in", call: "call", from: "caller", to: ["me"] },
    { do: "wait", seconds: 1 },
    { do: "answer", call: "call", by: "me", phone: 0 },
    { do: "wait", seconds: 1 },
    { do: "release", hooks: ["incoming"] },
    { do: "wait", seconds: 5 },
    { do: "hang-up", call: "call" },
  ],
  expected: { employee: "me", calls: [{ direction: "incoming", outcome: "answered", number: "caller" }] },
} as const satisfies Scenario;
