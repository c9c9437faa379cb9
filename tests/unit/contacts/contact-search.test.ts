import fc from "fast-check";
import { expect, it } from "vitest";
import { knownEntry, matchOf } from "../../../electron/main/adapters/contacts/contact-entries.ts";
import {
  ContactFileSearch,
  MATCHES,
  type Match,
} from "../../../electron/main/adapters/contacts/contact-file-search.ts";
import { searchContacts } from "../../../electron/main/adapters/contacts/contact-search.ts";
import type { Contact } from "../../../shared/contacts/contact.ts";
import { searchTerms } from "../../../shared/contacts/search-query.ts";
import { anyContact, anyQuery, contact, contactFile } from "../../fakes/contact-worlds.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const nobody = { ranks: new Map<string, number>(), entries: [] };

function search(contacts: readonly Contact[], text: string, limit = 20) {
  const reader = contactFile(temporaryFolder(), contacts);
  const file = { source: "s", path: "", reader, search: new ContactFileSearch(reader) };
  const { hits } = searchContacts(text, limit, [file], [], nobody);
  reader.close();
  return hits;
}

const names = (contacts: readonly Contact[], text: string) => search(contacts, text).map((hit) => hit.contact.name);

it("finds by prefix and inside words, Danish letters in any spelling, words in any order", () => {
  const all = [
    contact("Søren Kjær"),
    contact("Mette Aagaard", { company: "Nordlys Energi A/S" }),
    contact("René Johansen"),
  ];
  for (const text of ["sø", "so", "soe", "soeren", "kjær", "kjaer sør", "KJAER"])
    expect(names(all, text)).toEqual(["Søren Kjær"]);
  for (const text of ["ågård", "agard m", "nordlys", "energi mette", "a/s", "as"]) {
    expect(names(all, text)).toEqual(["Mette Aagaard"]);
  }
  for (const text of ["rene", "hans", "hansen", "joh r"]) expect(names(all, text)).toEqual(["René Johansen"]);
});

it("digits are found in any grouping", () => {
  const all = [
    contact("A", { numbers: [{ number: "+45 86 51 51 51", label: "work" }] }),
    contact("B", { numbers: [{ number: "20123456", label: "work" }] }),
    contact("C", { numbers: [{ number: "+46 8 123 456 78", label: "work" }] }),
  ];
  for (const text of ["86515151", "86 51", "8651 51", "+45 86", "0045865", "5151", "651 51"])
    expect(names(all, text)).toEqual(["A"]);
  for (const text of ["+46 8 123", "0046812345678", "8123"]) expect(names(all, text)).toEqual(["C"]);
});

it("tolerates one typo from five letters on, where little else is found", () => {
  const all = [contact("Mads Pedersen"), contact("Ole Hansen")];
  for (const text of ["pederson", "pedresen", "pedersn", "peddersen", "mads pedarsen"]) {
    expect(search(all, text).map((hit) => [hit.contact.name, hit.typo])).toEqual([["Mads Pedersen", true]]);
  }
  expect(search(all, "mats")).toEqual([]);
});

it("ranks favourites, then those spoken with lately, then prefixes before insides", () => {
  const all = ["Hans Ib", "Ib Hans", "Ole Johans", "Hanne Ib"].map((name) => contact(name, { uid: name }));
  const reader = contactFile(temporaryFolder(), all);
  const file = { source: "s", path: "", reader, search: new ContactFileSearch(reader) };
  const find = (preferredNames: string[]) => {
    const found = searchContacts("han", 10, [file], [], nobody).hits;
    const entries = preferredNames.flatMap((name) => {
      const hit = found.find((one) => one.contact.name === name);
      return hit === undefined ? [] : [knownEntry(hit.id, hit.contact)];
    });
    const ranks = new Map(entries.map(({ id }, place) => [id, place]));
    return searchContacts("han", 10, [file], [], { ranks, entries }).hits.map((hit) => hit.contact.name);
  };
  expect(find([])).toEqual(["Hanne Ib", "Hans Ib", "Ib Hans", "Ole Johans"]);
  expect(find(["Ole Johans", "Hans Ib"])).toEqual(["Ole Johans", "Hans Ib", "Hanne Ib", "Ib Hans"]);
  reader.close();
});

it("says what matched", () => {
  const [hit] = search([contact("Mette Aagaard", { company: "Nordlys Energi", note: "Har nøgle" })], "ågård nord");
  expect(hit).toMatchObject({
    nameRanges: [[6, 13]],
    because: { field: "company", text: "Nordlys Energi", ranges: [[0, 4]] },
  });
  const [byNumber] = search([contact("Mette", { numbers: [{ number: "86515151", label: "work" }] })], "6515");
  expect(byNumber).toMatchObject({ because: { field: "number", text: "86 51 51 51", ranges: [[1, 7]] } });
});

it("nothing that is typed is taken for a query language, or throws", () => {
  const all = [contact("Mads Pedersen")];
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(...'"*^:(){}-+ANDORNEAR mads') })),
      (text) => {
        search(all, text);
      },
    ),
    { numRuns: 40 },
  );
  expect(names(all, 'mads" OR names:"')).toEqual([]);
});

it("one who has the name whole is never said to have its beginning only, though fewer are wanted than have it", () => {
  const reader = contactFile(temporaryFolder(), [contact("Mads Aase"), contact("Åse")]);
  const terms = searchTerms("Åse");
  const match = (id: number) => matchOf(knownEntry("", reader.contact(id)), terms);
  const found = new ContactFileSearch(reader).search(terms, 1, match);
  expect(found.map((hit) => hit.match)).toEqual(["whole-name"]);
  reader.close();
});

it("finds in a file what it finds in memory: everyone who matches, and how", () => {
  fc.assert(
    fc.property(
      fc.array(anyContact, { maxLength: 25 }),
      fc.array(anyQuery, { minLength: 1, maxLength: 12 }),
      (contacts, queries) => {
        const folder = temporaryFolder();
        const reader = contactFile(folder, contacts);
        const inFile = new ContactFileSearch(reader);
        for (const query of queries) {
          const terms = searchTerms(query);
          const match = (id: number) => matchOf(knownEntry("", reader.contact(id)), terms);
          const found = inFile.search(terms, 1000, match).map((hit) => [hit.id, hit.match]);
          const expected = Array.from({ length: reader.contacts }, (_, at) => at + 1).flatMap((id) => {
            const how = match(id);
            return how === undefined ? [] : [[id, how]];
          });
          expect(Object.fromEntries(found), query).toEqual(Object.fromEntries(expected));
        }
        reader.close();
      },
    ),
    { numRuns: 60 },
  );
});

it("finds the best however few are wanted, and never one for better than it is", () => {
  fc.assert(
    fc.property(
      fc.array(anyContact, { maxLength: 25 }),
      fc.array(anyQuery, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 12 }),
      (contacts, queries, limit) => {
        const reader = contactFile(temporaryFolder(), contacts);
        const inFile = new ContactFileSearch(reader);
        for (const query of queries) {
          const terms = searchTerms(query);
          const match = (id: number) => matchOf(knownEntry("", reader.contact(id)), terms);
          const best = (hits: readonly { id: number; match: Match }[]) =>
            hits
              .map((hit) => MATCHES.indexOf(hit.match))
              .sort((a, b) => a - b)
              .slice(0, limit);
          const all = Array.from({ length: reader.contacts }, (_, at) => at + 1).flatMap((id) => {
            const how = match(id);
            return how === undefined ? [] : [{ id, match: how }];
          });
          const found = inFile.search(terms, limit, match);
          expect(best(found), query).toEqual(best(all));
          for (const hit of found) expect(hit, query).toEqual({ id: hit.id, match: match(hit.id) });
        }
        reader.close();
      },
    ),
    { numRuns: 60 },
  );
});
