import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareStanding, type Standing } from "../../../electron/main/services/caller-order.ts";
import { contact } from "../../fakes/fake-contact-index.ts";
import { employee, IN_MEMORY, setUpAddressBook, writtenForm } from "./address-book.ts";

const MAIN = "+45 86 51 51 00";

/** Three people of Holm Byg who share its main number. */
function holmByg() {
  const book = setUpAddressBook();
  const person = (key: string, name: string, mobile: string) =>
    book.index.set(
      "crm",
      key,
      contact(name, { company: "Holm Byg A/S", numbers: [{ number: MAIN, label: "main" }, mobile] }),
    );
  const ids = {
    anna: person("1", "Anna Holm", "20 00 00 01"),
    bo: person("2", "Bo Lund", "20 00 00 02"),
    carl: person("3", "Carl Friis", "20 00 00 03"),
  };
  return { ...book, ...ids };
}

describe("whose number it is", () => {
  it.each(["+4520000001", "20000001", "004520000001", "+45 20 00 00 01", "tel:+45-20-00-00-01"])(
    "is found from %s",
    (number) => {
      const { lookup } = holmByg();
      expect(lookup.find(number)).toMatchObject({ name: "Anna Holm", company: "Holm Byg A/S", id: "crm:1" });
    },
  );

  it("says why: which of his numbers, from which source, as of when", () => {
    const { lookup } = holmByg();
    expect(lookup.find("20000001")?.reason).toEqual({
      how: "exact",
      label: "mobile",
      others: 0,
      sourceName: "Customers.csv",
      sourceKind: "file",
      asOf: 1_000,
    });
  });

  it("is the same subscriber where the source writes another prefix", () => {
    const { lookup, index } = setUpAddressBook();
    index.set("crm", "1", contact("Anna Holm", { numbers: ["+45 (0) 86 51 51 51"] }));
    expect(lookup.find("86515151")?.reason?.how).toBe("other-prefix");
  });

  it("a main number that several have is the company's, where nothing tells which of them it is", () => {
    const { lookup } = holmByg();
    expect(lookup.find("86515100")).toMatchObject({
      name: "Holm Byg A/S",
      reason: { how: "exact", label: "main", others: 2, company: "Holm Byg A/S", sourceName: "Customers.csv" },
    });
    expect(lookup.matches("86515100").map(({ id }) => id)).toEqual(["crm:1", "crm:2", "crm:3"]);
  });

  it("an unknown number among a company's is probably somebody there", () => {
    const { lookup, index, anna, writing } = holmByg();
    index.ranges.set("+4586515177", anna);
    writing.mark(anna, { blocked: true, note: "ringer kun for at sælge" });
    const caller = lookup.find("86515177");
    expect(caller).toMatchObject({ name: "Holm Byg A/S", reason: { how: "company-range", company: "Holm Byg A/S" } });
    // What he noted about somebody is not said of a guess.
    expect(caller).not.toHaveProperty("note");
    expect(caller).not.toHaveProperty("blocked");
    expect(lookup.matches("86515177")).toMatchObject([{ id: anna, reason: { how: "company-range" } }]);
  });

  it("local numbers are looked for only among colleagues", async () => {
    const { lookup, index, colleagues, writing } = setUpAddressBook();
    index.set("crm", "1", contact("Ikke en kollega", { numbers: ["202"] }));
    writing.save(undefined, writtenForm("Heller ikke", ["202"]));
    expect(lookup.find("202")).toBeUndefined();
    expect(lookup.matches("202")).toEqual([]);
    await colleagues.set([employee("202", "Mette Sørensen", { phones: [{ localNumber: "200202", name: "Yealink" }] })]);
    expect(lookup.find("202")).toMatchObject({ kind: "colleague", name: "Mette Sørensen", id: "colleagues:202" });
    expect(lookup.find("202")?.reason).toMatchObject({ how: "local", label: "local", sourceKind: "colleagues" });
    expect(lookup.find("200202")?.reason).toMatchObject({ how: "local", label: "phone" });
  });

  it.each(["", "anonymous", "Skjult nummer", "null", "*21#", "nobody"])("%j is nobody", (number) => {
    const { lookup, writing } = holmByg();
    writing.save(undefined, writtenForm("Skjult", [number || "x"]));
    expect(lookup.find(number)).toBeUndefined();
    expect(lookup.matches(number)).toEqual([]);
  });

  it("a short code may be an own entry's", () => {
    const { lookup, writing } = setUpAddressBook();
    writing.save(undefined, writtenForm("Lægevagten", ["1813"]));
    expect(lookup.find("1813")).toMatchObject({ name: "Lægevagten", reason: { sourceKind: "own" } });
  });
});

describe("the line that helps", () => {
  it("is his own note, else the customer number, else what the source notes", () => {
    const { lookup, index, writing } = setUpAddressBook();
    const id = index.set(
      "crm",
      "1",
      contact("Anna Holm", { numbers: ["20000001"], note: "\n Ring efter 10 \nog mere" }),
    );
    expect(lookup.find("20000001")?.note).toBe("Ring efter 10");
    index.set(
      "crm",
      "1",
      contact("Anna Holm", { numbers: ["20000001"], customerNumber: "4711", note: "Ring efter 10" }),
    );
    expect(lookup.find("20000001")?.note).toBe("Kunde 4711");
    writing.mark(id, { note: "Vil have tilbud\nhaster" });
    expect(lookup.find("20000001")?.note).toBe("Vil have tilbud");
  });

  it("of a shared number is only what is so of all", () => {
    const { lookup, index } = setUpAddressBook();
    const shared = { company: "Holm", customerNumber: "4711", note: "?", numbers: [MAIN] };
    index.set("crm", "1", contact("Anna Holm", shared));
    index.set("crm", "2", contact("Bo Lund", shared));
    expect(lookup.find(MAIN)).toMatchObject({ name: "Holm", note: "Kunde 4711" });
    index.set("crm", "2", contact("Bo Lund", { ...shared, customerNumber: "4712" }));
    expect(lookup.find(MAIN)).not.toHaveProperty("note");
  });
});

describe("several have the number: the best, in the documented order", () => {
  it("source order", () => {
    const { lookup, index } = setUpAddressBook();
    index.set("crm", "1", contact("Anna Holm", { numbers: [MAIN] }));
    index.set("phone", "1", contact("Bo Lund", { numbers: [MAIN] }));
    expect(lookup.find(MAIN)).toMatchObject({ name: "Anna Holm", reason: { others: 1, sourceName: "Customers.csv" } });
  });

  it("before that a colleague", async () => {
    const { lookup, colleagues } = holmByg();
    await colleagues.set([employee("202", "Mette Sørensen", { phoneNumbers: [{ number: MAIN }] })]);
    expect(lookup.find(MAIN)).toMatchObject({ kind: "colleague", name: "Mette Sørensen", reason: { others: 3 } });
  });

  it("before that whom he last spoke with, known by their other numbers", async () => {
    const { lookup, colleagues, spoken } = holmByg();
    await colleagues.set([employee("202", "Mette Sørensen", { phoneNumbers: [{ number: MAIN }] })]);
    spoken.set("+4520000003", 50).set("+4520000002", 40).set("+4586515100", 99);
    expect(lookup.find(MAIN)).toMatchObject({ name: "Carl Friis" });
    expect(lookup.matches(MAIN).map(({ id }) => id)).toEqual(["crm:3", "crm:2", "colleagues:202", "crm:1"]);
  });

  it("before that a favourite, and before all what he wrote himself", () => {
    const { lookup, spoken, writing, bo } = holmByg();
    spoken.set("+4520000003", 50);
    writing.mark(bo, { favourite: true });
    expect(lookup.find(MAIN)).toMatchObject({ name: "Bo Lund", id: bo });
    writing.save(undefined, writtenForm("Receptionen hos Holm", [MAIN]));
    expect(lookup.find(MAIN)).toMatchObject({ name: "Receptionen hos Holm", reason: { sourceKind: "own", others: 3 } });
  });

  it("one person in several sources is one match", () => {
    const { lookup, index, writing, anna } = holmByg();
    index.set("phone", "9", contact("HOLM, ANNA", { numbers: ["20000001"] }));
    expect(lookup.matches("20000001")).toHaveLength(1);
    writing.save(anna, writtenForm("Anna fra byggepladsen", ["20000001"]));
    expect(lookup.matches("20000001")).toHaveLength(1);
    expect(lookup.find("20000001")).toMatchObject({ name: "Anna fra byggepladsen", reason: { sourceKind: "own" } });
  });

  it("of a number that very many have, others are counted and listed, and whom he marked is found among them", () => {
    const { lookup, index, writing } = setUpAddressBook();
    for (let n = 0; n < 40; n += 1)
      index.set("crm", `${n}`, contact(`Nr. ${n}`, { company: "X A/S", numbers: [MAIN] }));
    expect(lookup.find(MAIN)).toMatchObject({ name: "X A/S", reason: { others: 39 } });
    expect(lookup.matches(MAIN).map(({ id }) => id)).toEqual(index.entries.map(({ id }) => id));
    writing.mark("crm:30", { favourite: true });
    expect(lookup.find(MAIN)).toMatchObject({ name: "Nr. 30", id: "crm:30", reason: { others: 39 } });
    expect(lookup.matches(MAIN).map(({ id }) => id)).toHaveLength(40);
    expect(lookup.matches(MAIN)[0]).toMatchObject({ id: "crm:30" });
  });

  it("whoever is blocked blocks nobody else with the number", () => {
    const { lookup, writing, bo } = holmByg();
    writing.mark(bo, { blocked: true });
    expect(lookup.find(MAIN)).not.toHaveProperty("blocked");
    expect(lookup.find("20000002")).toMatchObject({ name: "Bo Lund", blocked: true });
  });

  it("the first of all matches is whom the call is shown as, whatever the employee wrote and spoke", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            source: fc.constantFrom("crm", "phone"),
            name: fc.constantFrom("Anna Holm", "Bo Lund", "Carl Friis", "Dorthe Ravn"),
            spokenAt: fc.nat(3),
            favourite: fc.boolean(),
            written: fc.boolean(),
          }),
          { maxLength: 8 },
        ),
        (entries) => {
          const { lookup, index, spoken, writing } = setUpAddressBook(IN_MEMORY);
          for (const [n, { source, name, spokenAt, favourite, written }] of entries.entries()) {
            const mobile = `2000000${n}`;
            const id = index.set(source, `${n}`, contact(name, { numbers: [MAIN, mobile] }));
            spoken.set(`+45${mobile}`, spokenAt);
            if (favourite) writing.mark(id, { favourite });
            if (written) writing.save(id, writtenForm(name, [mobile]));
          }
          const matches = lookup.matches(MAIN);
          const caller = lookup.find(MAIN);
          expect(caller?.id).toBe(matches[0]?.id);
          expect(caller?.reason).toEqual(matches[0]?.reason);
          expect(matches).toHaveLength(new Set(entries.map(({ name }) => name)).size);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("the order", () => {
  const standing: fc.Arbitrary<Standing> = fc.record({
    isOwn: fc.boolean(),
    isFavourite: fc.boolean(),
    spokenAt: fc.nat(2),
    isColleague: fc.boolean(),
    place: fc.nat(2),
  });

  it("is total: any two can be compared, and it does not go in circles", () => {
    fc.assert(
      fc.property(standing, standing, standing, (a, b, c) => {
        expect(Math.sign(compareStanding(a, b))).toBe(-Math.sign(compareStanding(b, a)) + 0);
        if (compareStanding(a, b) <= 0 && compareStanding(b, c) <= 0)
          expect(compareStanding(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it("looks at what is further down only where all before is equal", () => {
    fc.assert(
      fc.property(standing, standing, (a, b) => {
        if (a.isOwn !== b.isOwn) expect(compareStanding(a, b) < 0).toBe(a.isOwn);
        else if (a.isFavourite !== b.isFavourite) expect(compareStanding(a, b) < 0).toBe(a.isFavourite);
        else if (a.spokenAt !== b.spokenAt) expect(compareStanding(a, b) < 0).toBe(a.spokenAt > b.spokenAt);
        else if (a.isColleague !== b.isColleague) expect(compareStanding(a, b) < 0).toBe(a.isColleague);
        else expect(compareStanding(a, b)).toBe(a.place - b.place);
      }),
    );
  });
});
