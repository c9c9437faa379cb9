import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { callers } from "../queries/callers.ts";
import { Samples, type Spread } from "../samples.ts";
import { World } from "../world/world.ts";
import { SEED } from "./files.ts";

/** Numbers that are really looked at; the rest is reckoned. */
const SCANNED = 4_000;
const SCANS = 15;

/** What is done where there is no index: each number is read by libphonenumber and compared. @returns for all contacts */
export function measureLinearScan(input: { contacts: number; numbers: number }): Spread & { scanned: number } {
  const world = new World({ seed: SEED });
  const stored: string[] = [];
  for (const contact of world.contacts(input.contacts)) {
    for (const { number } of contact.numbers) stored.push(number);
    if (stored.length >= SCANNED) break;
  }
  const samples = new Samples();
  for (const caller of callers(world, input.contacts, "unknown", SCANS, 1)) {
    const began = performance.now();
    stored.find((number) => parsePhoneNumberFromString(number, "DK")?.number === caller);
    samples.add(((performance.now() - began) * input.numbers) / stored.length);
  }
  return { ...samples.spread(), scanned: stored.length };
}
