import { numberKey } from "../../../../shared/phone-numbers/number-key.ts";
import { companyNumber, pairs, unknownNumber } from "../world/phone-plan.ts";
import { RandomStream } from "../world/random-stream.ts";
import type { World } from "../world/world.ts";

/** What is known of a caller's number: it is somebody's, nobody's, one of a company's, or somebody's behind other digits. */
export const callerKinds = ["known", "unknown", "company-range", "other-prefix"] as const;
export type CallerKind = (typeof callerKinds)[number];

/** As many as a test of a thousand companies for a direct number that nobody has. */
const MOST_TRIES = 1_000;
/** Extensions that no company of the world has given to anybody. */
const FREE_EXTENSIONS = [9, 16, 23, 31, 46, 58, 74, 87, 93];

/**
 * Numbers of callers, as a PBX gives them.
 *
 * @param contacts of the world that are known
 */
export function callers(world: World, contacts: number, kind: CallerKind, count: number, seed: number): string[] {
  const random = new RandomStream(seed, callerKinds.indexOf(kind));
  return Array.from({ length: count }, () => {
    if (kind === "unknown") return `+45${unknownNumber(random)}`;
    if (kind === "company-range") return inCompany(world, contacts, random);
    const number = someNumber(world, contacts, random);
    return kind === "known" ? asCaller(number, random) : behindOtherDigits(number, random);
  });
}

function someNumber(world: World, contacts: number, random: RandomStream): string {
  const { numbers } = world.contact(random.between(0, contacts - 1));
  return numberKey(random.one(numbers).number) ?? "";
}

function asCaller(number: string, random: RandomStream): string {
  if (!number.startsWith("+45") || random.happens(0.5)) return number;
  const digits = number.slice(3);
  return random.one([digits, `45${digits}`, `0045${digits}`, pairs(digits)]);
}

/** A PBX puts a digit before what comes from outside. */
function behindOtherDigits(number: string, random: RandomStream): string {
  if (!number.startsWith("+45")) return `0${number.slice(3)}`;
  return `${random.one(["0", "9"])}${number.slice(3)}`;
}

function inCompany(world: World, contacts: number, random: RandomStream): string {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const company = world.companyOf(random.between(0, contacts - 1));
    if (company !== undefined) return `+45${companyNumber(company.number, random.one(FREE_EXTENSIONS))}`;
  }
  throw new Error("The world has no companies.");
}
