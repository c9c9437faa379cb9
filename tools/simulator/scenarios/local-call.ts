import type { Scenario } from "./scenario.ts";

export const localCall = {
  name: "local-call",
  group: "calls",
  title: "A colleague calls",
  description: "A colleague dials the employee's extension; he answers.",
  callers: { caller: null },
  steps: [
    { do: "dial", call: "call", by: "colleague", phone: 0, to: "me" },
    { do: "wait", seconds: 4 },
    { do: "answer", call: "call", by: "me", phone: 0 },
    { do: "wait", seconds: 5 },
    { do: "hang-up", call: "call" },
  ],
  expected: { employee: "me", calls: [{ direction: "incoming", outcome: "answered", number: "colleague" }] },
  alsoExpected: [{ employee: "colleague", calls: [{ direction: "outgoing", outcome: "answered", number: "me" }] }],
} as const satisfies Scenario;
