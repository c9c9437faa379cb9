import { callers } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const twoAtOnce = {
  name: "two-at-once",
  group: "calls",
  title: "Two at once",
  description: "While one customer rings, a second one calls; the employee answers the second, the first gives up.",
  callers: {
    caller: callers.fatimaYilmaz.numbers[0].number,
    "second-caller": callers.mortenDamgaard.numbers[0].number,
  },
  steps: [
    { do: "call-in", call: "first", from: "caller", to: ["me"] },
    { do: "wait", seconds: 2 },
    { do: "call-in", call: "second", from: "second-caller", to: ["me"] },
    { do: "wait", seconds: 4 },
    { do: "answer", call: "second", by: "me", phone: 0 },
    { do: "wait", seconds: 3 },
    { do: "hang-up", call: "first" },
    { do: "wait", seconds: 4 },
    { do: "hang-up", call: "second" },
  ],
  expected: {
    employee: "me",
    calls: [
      { direction: "incoming", outcome: "missed", number: "caller" },
      { direction: "incoming", outcome: "answered", number: "second-caller" },
    ],
  },
} as const satisfies Scenario;
