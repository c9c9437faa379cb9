import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const noEnded = {
  name: "no-ended",
  group: "hooks",
  title: "No “ended” ever",
  description: "A conversation of which the PBX never says that it ended.",
  callers: { caller: callers.kasperNoerby.numbers[1].number },
  steps: [
    { do: "lose", hooks: ["ended"] },
    { do: "call-in", call: "call", from: "caller", to: ["me"] },
    { do: "wait", seconds: 3 },
    { do: "answer", call: "call", by: "me", phone: 0 },
    { do: "wait", seconds: 5 },
    { do: "hang-up", call: "call" },
  ],
  expected: {
    employee: "me",
    calls: [{ direction: "incoming", outcome: "answered", number: "caller", expired: "conversation" }],
  },
} as const satisfies Scenario;
