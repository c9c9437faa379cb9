import type { Country } from "./names.ts";
import type { RandomStream } from "./random-stream.ts";

/** Numbers of a company that follow each other. */
export const BLOCK = 100;

const fixedPrefixes = prefixes(
  "32-36 38-39 43-49 54-59 62-64 66-66 69-69 72-76 82-82 86-89 96-99".split(" ").map((range) => range.split("-")),
);
const mobilePrefixes = prefixes(
  "20-31 40-42 50-53 60-61 71-71 81-81 91-93".split(" ").map((range) => range.split("-")),
);
/** No prefix of the others. */
const HOME_PREFIX = 65;
const PER_PREFIX = 1_000_000;

/** Danish numbers, eight digits. Each company has its block, and each contact his mobile, as long as there are enough. */
export function companyNumber(company: number, extension: number): string {
  return spread(fixedPrefixes, company, PER_PREFIX / BLOCK, BLOCK, extension);
}

export function mobileNumber(contact: number): string {
  return spread(mobilePrefixes, contact, PER_PREFIX, 1, 0);
}

/** One home has several people now and then. */
export function homeNumber(home: number): string {
  return `${HOME_PREFIX}${String((home * 611_953) % PER_PREFIX).padStart(6, "0")}`;
}

/** A number that nobody in the world has. */
export function unknownNumber(random: RandomStream): string {
  return `37${String(random.between(0, PER_PREFIX - 1)).padStart(6, "0")}`;
}

/** With its country, in the grouping of nobody: `+4930…`. */
export function foreignNumber(country: Exclude<Country, "dk">, contact: number, isMobile: boolean): string {
  const seven = String((contact * 7_368_787) % 9_000_000).padStart(7, "0");
  if (country === "de") return isMobile ? `+49151${seven}1` : `+4940${seven}`;
  if (country === "se") return isMobile ? `+4670${seven}` : `+468${seven.slice(0, 6)}`;
  return isMobile ? `+447${400 + (contact % 90)}${seven.slice(0, 6)}` : `+44207${seven}`;
}

/** One of the ways in which people and systems write a number. */
export function written(e164: string, random: RandomStream): string {
  const country = /^\+(?:45|49|46|44)/.exec(e164)?.[0] ?? "";
  const rest = e164.slice(country.length);
  const isDanish = country === "+45";
  const grouped = isDanish ? pairs(rest) : `${rest.slice(0, 3)} ${rest.slice(3, 6)} ${rest.slice(6)}`;
  const chance = random.next();
  if (isDanish && chance < 0.2) return rest;
  if (isDanish && chance < 0.35) return grouped;
  if (chance < 0.65) return e164;
  if (chance < 0.93) return `${country} ${grouped}`;
  if (chance < 0.97) return `00${country.slice(1)}${rest}`;
  return `(${country}) ${grouped}`;
}

export function pairs(digits: string): string {
  return digits.replace(/(..)(?=.)/g, "$1 ");
}

/** Neighbours get numbers far from each other, and no two the same. */
function spread(from: readonly number[], place: number, perPrefix: number, size: number, add: number): string {
  const slots = from.length * perPrefix;
  // Prime, and so without a common factor with the slots.
  const slot = (place * 7_368_787) % slots;
  const prefix = from[Math.floor(slot / perPrefix)];
  return `${prefix}${String((slot % perPrefix) * size + add).padStart(6, "0")}`;
}

function prefixes(ranges: readonly string[][]): number[] {
  return ranges.flatMap(([from, to]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => Number(from) + at),
  );
}
