import { type Measurements, measurements } from "./measurements/all-measurements.ts";

/** Does one thing, tells what came out, and ends: so nothing of one measurement is in the memory of another. */
process.once("message", async ({ name, input }: { name: keyof Measurements; input: never }) => {
  const value = await measurements[name](input);
  process.send?.({ value }, () => process.disconnect());
});
