import { unknownCaller } from "../company/callers.ts";
import type { Scenario } from "./scenario.ts";

export const unknownNumber = {
  name: "unknown-number",
  group: "calls",
  title: "Unknown number",
  description: "Somebody calls whose number is in no address book; nobody lifts.",
  callers: { caller: unknownCaller },
  steps: [
    { do: "call-in", call: "call", from: "caller", to: ["me"], line: "Hovednummer" },
    { do: "wait", seconds: 8 },
    { do: "hang-up", call: "call" },
  ],
  expected: { employee: "me", calls: [{ direction: "incoming", outcome: "missed", number: "caller" }] },
} as const satisfies Scenario;
