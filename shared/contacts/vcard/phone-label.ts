import type { NumberLabel } from "../contact.ts";

/** Types of all versions and dialects, what counts most first: `TYPE=WORK,FAX` is a fax. */
const meanings: readonly (readonly [NumberLabel, ReadonlySet<string>])[] = [
  ["fax", new Set(["fax", "homefax", "workfax", "otherfax"])],
  ["main", new Set(["main", "main-number", "company"])],
  ["mobile", new Set(["cell", "mobile", "iphone", "car", "pcs", "x-mobile", "workmobile"])],
  ["work", new Set(["work"])],
  ["home", new Set(["home"])],
];

/** What the types of a TEL say (RFC 6350, section 6.4.1; RFC 2426, section 3.3.1; vCard 2.1, section 2.3.1). */
export function labelOfTypes(types: readonly string[]): NumberLabel {
  if (types.length === 0) return "other";
  return meanings.find(([, words]) => types.some((type) => words.has(type)))?.[0] ?? "other";
}

/** Apple's names for its own labels: `_$!<Work>!$_`. */
export function appleLabel(written: string): string {
  return /^_\$!<(.*)>!\$_$/s.exec(written)?.[1] ?? written;
}
