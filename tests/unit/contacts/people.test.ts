import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameKey } from "../../../shared/contacts/same-name.ts";
import { contact } from "../../fakes/fake-contact-index.ts";
import { employee, IN_MEMORY, setUpAddressBook, writtenForm } from "./address-book.ts";

describe("one person in several sources", () => {
  it("is shown once, with all origins, each number once, and everybody's notes", () => {
    const { index, people } = setUpAddressBook();
    index.set(
      "crm",
      "1",
      contact("Mette Hansen", {
        company: "Nordlys A/S",
        customerNumber: "4711",
        emails: ["mette@nordlys.dk"],
        categories: ["Kunde"],
        note: "Betaler til tiden",
        numbers: [{ number: "+45 86 51 51 51", label: "work" }, "20 30 40 50"],
      }),
    );
    index.set(
      "phone",
      "1",
      contact("HANSEN, METTE", {
        emails: ["METTE@nordlys.dk", "mh@privat.dk"],
        categories: ["kunde", "Ven"],
        note: "Sejler",
        numbers: [{ number: "20304050", label: "other", customLabel: "Sommerhus" }, "202", "ikke et nummer"],
      }),
    );
    const person = people.person("phone:1");
    expect(person).toMatchObject({
      id: "crm:1",
      kind: "contact",
      name: "Mette Hansen",
      company: "Nordlys A/S",
      customerNumber: "4711",
      number: "+45 86 51 51 51",
      displayNumber: "86 51 51 51",
      sources: ["crm", "phone"],
      emails: ["mette@nordlys.dk", "mh@privat.dk"],
      categories: ["Kunde", "Ven"],
      notes: [
        { source: "crm", text: "Betaler til tiden" },
        { source: "phone", text: "Sejler" },
      ],
    });
    expect(
      person?.allNumbers.map(({ displayNumber, dialable, sources }) => [displayNumber, dialable, sources]),
    ).toEqual([
      ["86 51 51 51", true, ["crm"]],
      ["20 30 40 50", true, ["crm", "phone"]],
      ["202", true, ["phone"]],
      ["ikke et nummer", false, ["phone"]],
    ]);
    expect(person?.origins).toMatchObject([
      { id: "crm:1", sourceName: "Customers.csv", sourceKind: "file", asOf: 1_000 },
      { id: "phone:1", sourceName: "Phone.vcf", name: "HANSEN, METTE" },
    ]);
    expect(people.person("crm:1")).toEqual(person);
  });

  it("is known by an e-mail address too", () => {
    const { index, people } = setUpAddressBook();
    index.set("crm", "1", contact("René Møller", { emails: ["rm@x.dk"] }));
    index.set("phone", "1", contact("Rene Moeller", { emails: ["RM@X.DK"], numbers: ["20304050"] }));
    expect(people.row("crm:1")).toMatchObject({ sources: ["crm", "phone"], number: "20304050" });
  });

  it("another name with the same number is somebody else; so is the same name with another number", () => {
    const { index, people } = setUpAddressBook();
    index.set("crm", "1", contact("Mette Hansen", { numbers: ["86515151", "20304050"] }));
    index.set("phone", "1", contact("Lars Hansen", { numbers: ["86515151"] }));
    index.set("phone", "2", contact("Mette Hansen", { numbers: ["20304051"] }));
    for (const id of ["crm:1", "phone:1", "phone:2"]) expect(people.person(id)?.origins).toHaveLength(1);
  });

  it("a local number says nothing about who somebody is outside", () => {
    const { index, people } = setUpAddressBook();
    index.set("crm", "1", contact("Reception", { numbers: ["100"] }));
    index.set("phone", "1", contact("Reception", { numbers: ["100"] }));
    expect(people.person("crm:1")?.origins).toHaveLength(1);
  });

  it("a number that more than fifty have says nothing either, whomever one begins with", () => {
    const { index, people } = setUpAddressBook();
    for (let n = 0; n < 60; n += 1) index.set("crm", `${n}`, contact(`Nr. ${n % 30}`, { numbers: ["70101010"] }));
    for (const id of ["crm:3", "crm:33"]) expect(people.person(id)?.origins).toHaveLength(1);
  });
});

describe("a colleague's card", () => {
  it("has departments, phones, numbers and info fields; a field that names a colleague links to him", async () => {
    const { colleagues, people, index } = setUpAddressBook();
    await colleagues.set([
      employee("202", "Mette Sørensen", {
        email: "ms@nordlys.dk",
        phoneNumbers: [{ number: "86515152" }],
        phones: [{ localNumber: "200202", name: "Yealink" }],
        departments: [{ name: "Salg" }, { name: "Ledelse" }],
        info: [
          { type: 2, label: "Sekretær", value: "203" },
          { type: 2, label: "Stedfortræder", value: "999" },
          { type: 3, label: "Sprog", value: "203" },
        ],
      }),
      employee("203", "Jonas Lind"),
    ]);
    index.set("phone", "1", contact("Mette Sørensen", { numbers: ["86515152", "20304050"] }));
    expect(people.person("colleagues:202")).toMatchObject({
      id: "colleagues:202",
      kind: "colleague",
      department: "Salg",
      number: "202",
      sources: ["colleagues", "phone"],
      emails: ["ms@nordlys.dk"],
      allNumbers: [
        { number: "202", label: "local", dialable: true },
        { number: "86515152", label: "work", sources: ["colleagues", "phone"] },
        { number: "200202", label: "phone", customLabel: "Yealink" },
        { number: "20304050", label: "mobile" },
      ],
      colleague: {
        localNumber: "202",
        departments: ["Salg", "Ledelse"],
        phones: [{ localNumber: "200202", name: "Yealink" }],
        info: [
          { label: "Sekretær", employee: { id: "colleagues:203", name: "Jonas Lind", localNumber: "203" } },
          { label: "Stedfortræder", value: "999" },
          { label: "Sprog", value: "203" },
        ],
      },
    });
    const info = people.person("colleagues:202")?.colleague?.info;
    expect(info?.filter((field) => "employee" in field)).toHaveLength(1);
  });

  it("two colleagues of one name who share a number stay two", async () => {
    const { colleagues, people, index, lookup } = setUpAddressBook();
    const phoneNumbers = [{ number: "86515100" }];
    await colleagues.set([
      employee("202", "Mette Hansen", { phoneNumbers }),
      employee("203", "Mette Hansen", { phoneNumbers }),
    ]);
    index.set("phone", "1", contact("Mette Hansen", { numbers: ["86515100"] }));
    for (const id of ["colleagues:202", "colleagues:203", "phone:1"])
      expect(people.person(id)?.origins).toHaveLength(1);
    expect(lookup.matches("86515100")).toHaveLength(3);
  });
});

describe("putting persons together", () => {
  const numbers = ["86515151", "+45 20 30 40 50", "0045 2030 4050", "+46701234567", "202", "1813"];
  const names = ["Mette Hansen", "Hansen, Mette", "Søren Ås", "Soren Aas", "Lars", "–"];
  const someEntries = fc.array(
    fc.record({
      source: fc.constantFrom("crm", "phone"),
      name: fc.constantFrom(...names),
      numbers: fc.subarray(numbers, { maxLength: 3 }),
      emails: fc.subarray(["a@x.dk", "b@x.dk"]),
      marked: fc.boolean(),
    }),
    { minLength: 1, maxLength: 10 },
  );

  it("gives the same person whichever of his entries one begins with, and each entry one person", () => {
    fc.assert(
      fc.property(someEntries, (entries) => {
        const { index, people, writing } = setUpAddressBook(IN_MEMORY);
        const ids = entries.map(({ source, name, marked: _, ...fields }, n) =>
          index.set(source, `${n}`, contact(name, fields)),
        );
        for (const [n, { marked }] of entries.entries()) if (marked) writing.mark(String(ids[n]), { favourite: true });
        const owner = new Map<string, string>();
        for (const id of ids) {
          const person = people.person(id);
          expect(person?.origins.map((origin) => origin.id)).toContain(id);
          for (const origin of person?.origins ?? []) {
            expect(owner.get(origin.id) ?? person?.id).toBe(person?.id);
            owner.set(origin.id, String(person?.id));
            expect(people.person(origin.id)).toEqual(person);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("never merges different names, whatever they share", () => {
    fc.assert(
      fc.property(someEntries, (entries) => {
        const { index, people } = setUpAddressBook(IN_MEMORY);
        for (const [n, { source, name, marked: _, ...fields }] of entries.entries()) {
          index.set(source, `${n}`, contact(name, fields));
        }
        for (const { id } of index.entries) {
          const origins = people.person(id)?.origins ?? [];
          expect(new Set(origins.map(({ name }) => nameKey(name))).size).toBe(1);
          if (nameKey(origins[0]?.name ?? "") === undefined) expect(origins).toHaveLength(1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order in which entries came", () => {
    fc.assert(
      fc.property(someEntries, (entries) => {
        const all = entries.map(({ marked: _, source, name, ...fields }, n) => ({ source, key: `${n}`, name, fields }));
        const [one, other] = [setUpAddressBook(IN_MEMORY), setUpAddressBook(IN_MEMORY)];
        for (const { source, key, name, fields } of all) one.index.set(source, key, contact(name, fields));
        for (const { source, key, name, fields } of all.toReversed())
          other.index.set(source, key, contact(name, fields));
        for (const { id } of one.index.entries) expect(other.people.person(id)).toEqual(one.people.person(id));
      }),
      { numRuns: 30 },
    );
  });

  it("an own entry with another name about somebody is the same person", () => {
    const { index, people, writing } = setUpAddressBook();
    const id = index.set("crm", "1", contact("Mette Hansen", { numbers: ["86515151"] }));
    index.set("phone", "1", contact("Lars Hansen", { numbers: ["86515151"] }));
    writing.save(id, writtenForm("Søster", ["86515151"]));
    expect(people.person("own:id-1")?.origins.map(({ name }) => name)).toEqual(["Søster", "Mette Hansen"]);
    expect(people.person("phone:1")?.origins).toHaveLength(1);
  });
});
