import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const ringGroupMissed = {
  name: "ring-group-missed",
  group: "groups",
  title: "Ring group, nobody answers",
  description: "The phones of three employees ring at once, and nobody lifts.",
  callers: { caller: callers.camillaBrink.numbers[0].number },
  steps: [
    { do: "call-in", call: "call", from: "caller", to: ["third", "me", "colleague"], line: "Salg" },
    { do: "wait", seconds: 8 },
    { do: "hang-up", call: "call" },
  ],
  expected: { employee: "me", calls: [{ direction: "incoming", outcome: "missed", number: "caller" }] },
  alsoExpected: [
    { employee: "colleague", calls: [{ direction: "incoming", outcome: "missed", number: "caller" }] },
    { employee: "third", calls: [{ direction: "incoming", outcome: "missed", number: "caller" }] },
  ],
} as const satisfies Scenario;
