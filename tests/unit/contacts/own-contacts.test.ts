import { describe, expect, it } from "vitest";
import { SqliteOwnContactStore } from "../../../electron/main/adapters/sqlite/sqlite-own-contact-store.ts";
import { contact } from "../../fakes/fake-contact-index.ts";
import { employee, setUpAddressBook, writtenForm } from "./address-book.ts";

const anna = contact("Anna Holm", { uid: "u1", company: "Holm Byg A/S", numbers: ["20000001"] });

function withAnna() {
  const book = setUpAddressBook();
  return { ...book, id: book.index.set("crm", "1", anna) };
}

describe("somebody new", () => {
  it("is written from a call, found by his number, and is there after a restart", () => {
    const { writing, lookup, people, folder, database, clock } = setUpAddressBook();
    const saved = writing.save(
      undefined,
      writtenForm("Peder Skov", ["+45 98 12 12 12"], { company: "Skov Ventilation", note: "Ny kunde" }),
    );
    expect(saved).toEqual({ ok: true, value: { id: "own:id-1" } });
    expect(lookup.find("98121212")).toMatchObject({
      id: "own:id-1",
      name: "Peder Skov",
      company: "Skov Ventilation",
      note: "Ny kunde",
      reason: { sourceKind: "own", label: "mobile", others: 0 },
    });
    const before = people.person("own:id-1");
    database.close();

    const again = setUpAddressBook(folder);
    expect(again.people.person("own:id-1")).toEqual(before);
    expect(before).toMatchObject({ kind: "own", name: "Peder Skov", ownNote: "Ny kunde", sources: ["own"] });
    expect(again.own.byId("own:id-1")).toMatchObject({ createdAt: clock.now() });
  });

  it("is changed by his own id, and deleted", () => {
    const { writing, lookup, people } = setUpAddressBook();
    writing.save(undefined, writtenForm("Peder Skov", ["98121212"]));
    writing.mark("own:id-1", { vip: true });
    expect(writing.save("own:id-1", writtenForm("Peder Skov", ["98121213"]))).toMatchObject({
      value: { id: "own:id-1" },
    });
    expect(lookup.find("98121212")).toBeUndefined();
    expect(lookup.find("98121213")).toMatchObject({ name: "Peder Skov", vip: true });
    expect(writing.remove("own:id-1")).toMatchObject({ ok: true });
    expect(people.person("own:id-1")).toBeUndefined();
    expect(writing.remove("own:id-1")).toMatchObject({ code: "no-such-contact" });
  });

  it("stays when his marks go", () => {
    const { writing, people } = setUpAddressBook();
    writing.save(undefined, writtenForm("Peder Skov", ["98121212"]));
    writing.mark("own:id-1", { favourite: true });
    writing.mark("own:id-1", { favourite: false });
    expect(people.row("own:id-1")).toMatchObject({ name: "Peder Skov", favourite: false });
  });
});

describe("somebody whom a source has", () => {
  it("is marked beside what the source says, and the mark goes when nothing is left in it", () => {
    const { writing, people, own, id } = withAnna();
    expect(writing.mark(id, { favourite: true, note: "Ring om formiddagen" })).toEqual({ ok: true, value: { id } });
    expect(people.person(id)).toMatchObject({ id, kind: "contact", favourite: true, ownNote: "Ring om formiddagen" });
    expect(people.person("own:id-1")).toEqual(people.person(id));
    writing.mark(id, { favourite: false });
    expect(own.all).toHaveLength(1);
    writing.mark(id, { note: "  " });
    expect(own.all).toEqual([]);
    expect(people.person(id)).toMatchObject({ favourite: false });
  });

  it("a mark that is not asked for stays as it is", () => {
    const { writing, people, id } = withAnna();
    writing.mark(id, { vip: true });
    writing.mark(id, { note: "x" });
    writing.mark(id, { blocked: true });
    expect(people.person(id)).toMatchObject({ vip: true, blocked: true, favourite: false, ownNote: "x" });
  });

  it("may get another name and numbers: his own word comes first, the source's stays beside it", () => {
    const { writing, people, index, id } = withAnna();
    writing.save(id, writtenForm("Anna (byggeleder)", ["30303030"]));
    const person = people.person(id);
    expect(person).toMatchObject({ kind: "own", name: "Anna (byggeleder)", company: "Holm Byg A/S", numbers: 2 });
    expect(person?.allNumbers.map(({ number, sources }) => [number, sources])).toEqual([
      ["30303030", ["own"]],
      ["20000001", ["crm"]],
    ]);
    expect(person?.origins.map(({ name }) => name)).toEqual(["Anna (byggeleder)", "Anna Holm"]);
    expect(index.byId(id)?.contact).toEqual(anna);
    writing.remove(id);
    expect(people.person(id)).toMatchObject({ name: "Anna Holm", numbers: 1 });
  });

  it("nobody can be written about who is not there", () => {
    const { writing } = withAnna();
    expect(writing.save("crm:77", writtenForm("X"))).toMatchObject({ ok: false, code: "no-such-contact" });
    expect(writing.mark("crm:77", { vip: true })).toMatchObject({ ok: false, code: "no-such-contact" });
  });

  it("a colleague can be marked and noted about", async () => {
    const { writing, people, lookup, colleagues } = setUpAddressBook();
    await colleagues.set([employee("203", "Jonas Lind")]);
    writing.mark("colleagues:203", { favourite: true, note: "På barsel" });
    expect(lookup.find("203")).toMatchObject({ name: "Jonas Lind", note: "På barsel" });
    expect(people.row("colleagues:203")).toMatchObject({ kind: "colleague", favourite: true });
  });
});

describe("a source is refreshed", () => {
  it("and has him under another id: the mark is found again by number and name", async () => {
    const { writing, people, index, own, links, id } = withAnna();
    writing.mark(id, { favourite: true });
    index.remove(id);
    index.set("crm", "2", contact("HOLM, ANNA", { numbers: ["+45 20 00 00 01", "20000009"] }));
    expect(people.row("crm:2")).toMatchObject({ favourite: true });
    expect(await links.refresh()).toBe(true);
    expect(own.about("crm:2")).toMatchObject({ about: { name: "HOLM, ANNA" } });
    expect(await links.refresh()).toBe(false);
  });

  it("and gave the number to somebody else: the mark does not go along", async () => {
    const { writing, people, lookup, index, links, id } = withAnna();
    writing.mark(id, { blocked: true });
    index.set("crm", "1", contact("Anna Holm", { numbers: ["20000009"] }));
    index.set("crm", "2", contact("Bo Lund", { numbers: ["20000001"] }));
    expect(lookup.find("20000001")).toMatchObject({ name: "Bo Lund" });
    expect(lookup.find("20000001")).not.toHaveProperty("blocked");
    await links.refresh();
    expect(people.row("crm:2")).toMatchObject({ blocked: false });
    expect(lookup.find("20000009")).toMatchObject({ name: "Anna Holm", blocked: true });
  });

  it("and has lost him, or is removed: what was written stays, with his name and number", async () => {
    const { writing, people, lookup, index, links, folder, database, id } = withAnna();
    writing.mark(id, { favourite: true, note: "Vigtig" });
    index.remove(id);
    await links.refresh();
    expect(lookup.find("20000001")).toMatchObject({ name: "Anna Holm", company: "Holm Byg A/S", note: "Vigtig" });
    expect(people.row("own:id-1")).toMatchObject({ name: "Anna Holm", favourite: true, displayNumber: "20 00 00 01" });
    database.close();
    const again = setUpAddressBook(folder);
    expect(again.lookup.find("20000001")).toMatchObject({ name: "Anna Holm", note: "Vigtig" });
    again.index.set("crm", "1", anna);
    expect(again.people.row(id)).toMatchObject({ id, favourite: true });
  });

  it("what is known of him is brought up to date, so that it is there when the source has lost him", async () => {
    const { writing, lookup, index, links, id } = withAnna();
    writing.mark(id, { vip: true });
    index.set("crm", "1", contact("Anna Holm Friis", { numbers: ["20000005"] }));
    await links.refresh();
    index.remove(id);
    expect(lookup.find("20000005")).toMatchObject({ name: "Anna Holm Friis", vip: true });
    expect(lookup.find("20000001")).toBeUndefined();
  });

  it("a colleague's extension that somebody new has got does not bring the marks along", async () => {
    const { writing, people, lookup, colleagues, own, links } = setUpAddressBook();
    await colleagues.set([employee("203", "Jonas Lind")]);
    writing.mark("colleagues:203", { blocked: true, note: "Stopper til maj" });
    await colleagues.set([employee("203", "Eva Ravn")]);
    await links.refresh();
    expect(lookup.find("203")).toMatchObject({ name: "Eva Ravn" });
    expect(lookup.find("203")).not.toHaveProperty("blocked");
    expect(people.person("colleagues:203")).toMatchObject({ name: "Eva Ravn", blocked: false });
    expect(people.person("own:id-1")).toMatchObject({ name: "Jonas Lind", ownNote: "Stopper til maj" });
    writing.mark("colleagues:203", { vip: true });
    expect(own.all).toHaveLength(2);
    expect(lookup.find("203")).toMatchObject({ name: "Eva Ravn", vip: true });
    await colleagues.set([employee("203", "Lind, Jonas")]);
    expect(people.person("own:id-1")).toMatchObject({ id: "colleagues:203", ownNote: "Stopper til maj" });
    expect(people.person("colleagues:203")).toEqual(people.person("own:id-1"));
  });

  it("a colleague who got another name is still he where he has one of his numbers", async () => {
    const { writing, people, colleagues } = setUpAddressBook();
    const phoneNumbers = [{ number: "86515153" }];
    await colleagues.set([employee("203", "Eva Ravn", { phoneNumbers })]);
    writing.mark("colleagues:203", { favourite: true });
    await colleagues.set([employee("203", "Eva Ravn Friis", { phoneNumbers })]);
    expect(people.person("colleagues:203")).toMatchObject({ name: "Eva Ravn Friis", favourite: true });
  });

  it("colleagues who are not known yet at the start are not mistaken for others", async () => {
    const { writing, colleagues, index, own, links } = setUpAddressBook();
    const jonas = employee("203", "Jonas Lind", { phoneNumbers: [{ number: "20000003" }] });
    await colleagues.set([jonas]);
    writing.mark("colleagues:203", { favourite: true });
    index.set("crm", "7", contact("Jonas Lind", { numbers: ["20000003"] }));
    await colleagues.set([]);
    await links.refresh();
    expect(own.all[0]?.about?.id).toBe("colleagues:203");
  });
});

describe("on disk", () => {
  it("everything comes back as it was written", () => {
    const { store } = setUpAddressBook();
    const entry = {
      id: "own:a",
      contact: contact("Åse Æbelø", {
        kind: "company",
        company: "Æ",
        address: "Søndergade 1, 8000 Aarhus C",
        categories: ["A"],
        emails: ["a@b.dk"],
        numbers: [{ number: "12", label: "other", customLabel: "Sommerhus" }],
      }),
      about: { id: "crm:1", name: "Åse", company: "Æ", numbers: ["86515151"] },
      note: "linje 1\nlinje 2",
      favourite: true,
      vip: false,
      blocked: true,
      createdAt: 5,
      changedAt: 7,
    };
    store.write({ put: [entry], remove: [] });
    expect(store.all()).toEqual([entry]);
  });

  it("an entry that cannot be read is left out and left alone", () => {
    const { store, database, writing } = withAnna();
    writing.save(undefined, writtenForm("Peder Skov", ["98121212"]));
    database.exec(`INSERT INTO own_contacts SELECT 'own:broken', 1, 0, 0, '', 1, 1, '{"name":', NULL`);
    expect(store.all()).toHaveLength(1);
    expect(database.prepare("SELECT count(*) AS rows FROM own_contacts").get()).toEqual({ rows: 2 });
  });

  it("what the disk does not take changes nothing", () => {
    const { writing, people, own, database, id } = withAnna();
    writing.mark(id, { vip: true });
    database.exec("CREATE TRIGGER full BEFORE UPDATE ON own_contacts BEGIN SELECT raise(ABORT, 'disk full'); END");
    expect(() => writing.mark(id, { note: "x" })).toThrow("disk full");
    expect(people.person(id)).not.toHaveProperty("ownNote");
    expect(new SqliteOwnContactStore(database).all()).toEqual(own.all);
  });
});
