import fc from "fast-check";
import { expect, it } from "vitest";
import { entriesOfFile, entriesOfList, MergedList } from "../../../electron/main/adapters/contacts/contact-list.ts";
import { sectionOf, sortKey } from "../../../shared/contacts/sort-key.ts";
import { contact, contactFile } from "../../fakes/contact-worlds.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const name = fc.constantFrom(..."Anders Bo Berit Åse Aage Ærø Østen 3F Zahra anders".split(" "));

it("several sorted lists are one sorted list, from any place on", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(name, { maxLength: 12 }), { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 6 }),
      (lists, parts) => {
        const entries = lists.map((names, list) =>
          names.map((one, at) => ({ id: `${list}:${at}`, contact: contact(one) })),
        );
        const merged = new MergedList(entries.map(entriesOfList));
        const whole = merged.slice(0, 100);
        expect(whole.map(({ contact: { name: one } }) => sortKey(one))).toEqual(lists.flat().map(sortKey).sort());
        expect(new Set(whole.map(({ id }) => id)).size).toBe(merged.length);
        for (const [offset, limit] of parts) {
          expect(merged.slice(offset, limit)).toEqual(whole.slice(offset, offset + limit));
          // The part behind it, which begins where that one ended.
          expect(merged.slice(offset + limit, limit)).toEqual(whole.slice(offset + limit, offset + 2 * limit));
        }
        const keys = whole.map(({ contact: { name: one } }) => sectionOf(sortKey(one)));
        expect(merged.sections).toEqual(
          keys.flatMap((title, offset) => (keys.indexOf(title) === offset ? [{ title, offset }] : [])),
        );
      },
    ),
    { numRuns: 300 },
  );
});

it("a file is such a list", () => {
  const names = ["Østen", "Bo", "Åse", "3F", "Anders", "Bodil"];
  const reader = contactFile(
    temporaryFolder(),
    names.map((one) => contact(one)),
  );
  const list = new MergedList([
    entriesOfFile({ source: "s", reader }),
    entriesOfList([{ id: "own:1", contact: contact("Berit") }]),
  ]);
  expect(list.slice(0, 10).map((entry) => entry.contact.name)).toEqual([
    "Anders",
    "Berit",
    "Bo",
    "Bodil",
    "Østen",
    "Åse",
    "3F",
  ]);
  expect(list.sections).toEqual([
    { title: "A", offset: 0 },
    { title: "B", offset: 1 },
    { title: "Ø", offset: 4 },
    { title: "Å", offset: 5 },
    { title: "#", offset: 6 },
  ]);
  reader.close();
});
