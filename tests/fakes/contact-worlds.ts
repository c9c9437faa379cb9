import { join } from "node:path";
import fc from "fast-check";
import { ContactFileBuilder } from "../../electron/main/adapters/contacts/contact-file-builder.ts";
import { ContactFileReader } from "../../electron/main/adapters/contacts/contact-file-reader.ts";
import type { Contact } from "../../shared/contacts/contact.ts";

/** A contact of which only what matters is said. */
export function contact(name: string, patch: Partial<Contact> = {}): Contact {
  return { kind: "person", name, numbers: [{ number: "+45 20 12 34 56", label: "mobile" }], emails: [], ...patch };
}

/** Few words, so that many contacts have the same. */
const word = fc.constantFrom(
  ..."Mads Mette Søren Sørensen Soeren Hansen Johansen Hans Pedersen Pederson Åse Aase Kjær O'Brien A/S Nordlys Energi M Ib".split(
    " ",
  ),
);
const text = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
const number = fc.record({
  number: fc
    .tuple(
      fc.constantFrom("+45 ", "", "0045"),
      fc.constantFrom("8651", "2012", "5151"),
      fc.integer({ min: 0, max: 9999 }),
    )
    .map(([prefix, begin, rest]) => `${prefix}${begin}${String(rest).padStart(4, "0")}`),
  label: fc.constantFrom("main" as const, "work" as const, "mobile" as const),
});

export const anyContact: fc.Arbitrary<Contact> = fc
  .record(
    {
      kind: fc.constantFrom("person" as const, "company" as const),
      name: text,
      numbers: fc.array(number, { minLength: 1, maxLength: 3 }),
      emails: fc.array(fc.constantFrom("mads@nordlys.dk", "mette.hansen@example.dk"), { maxLength: 1 }),
      company: text,
      department: fc.constantFrom("Salg", "Indkøb"),
      customerNumber: fc.constantFrom("4711", "8651"),
      note: text,
    },
    { requiredKeys: ["kind", "name", "numbers", "emails"] },
  )
  .map((one) => one as Contact);

/** What people type. */
export const anyQuery: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.tuple(word, fc.integer({ min: 1, max: 8 })).map(([one, length]) => one.slice(0, length)),
      fc.tuple(word, fc.integer({ min: 1, max: 4 })).map(([one, from]) => one.slice(from)),
      fc.constantFrom(
        "8651",
        "86 51",
        "5151",
        "+45 86",
        "47",
        "651",
        "salg",
        "pedarsen",
        "johanson",
        "kjaer",
        "nordlsy",
      ),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join(" "));

/** A file with these contacts, open for reading. */
export function contactFile(
  folder: string,
  contacts: readonly Contact[],
  name = "source.1.contacts",
): ContactFileReader {
  const path = join(folder, name);
  const builder = new ContactFileBuilder(path);
  for (const one of contacts) builder.add(one);
  builder.finish(() => undefined, undefined);
  return new ContactFileReader(path);
}
