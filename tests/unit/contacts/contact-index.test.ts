import { describe, expect, it, onTestFinished } from "vitest";
import { SqliteContactIndex } from "../../../electron/main/adapters/contacts/sqlite-contact-index.ts";
import type { Contact, NumberLabel } from "../../../shared/contacts/contact.ts";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";
import { contact, contactFile } from "../../fakes/contact-worlds.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const with_ = (name: string, number: string, label: NumberLabel = "work", patch: Partial<Contact> = {}) =>
  contact(name, { numbers: [{ number, label }], ...patch });

function index(...sources: Contact[][]): SqliteContactIndex {
  const folder = temporaryFolder();
  const open = sources.map((contacts, at) => ({
    source: `s${at}`,
    reader: contactFile(folder, contacts, `s${at}.1.contacts`),
  }));
  onTestFinished(() => {
    for (const { reader } of open) reader.close();
  });
  return new SqliteContactIndex(() => open);
}

const who = (found: SqliteContactIndex, number: string) =>
  found.byNumber(numberKey(number) ?? "", 5).hits.map(({ entry, how }) => `${entry.contact.name} ${how}`);

describe("whose number it is", () => {
  it.each(["86515151", "+45 86 51 51 51", "004586515151", "4586515151", "tel:+4586515151"])("written %s", (number) => {
    expect(who(index([with_("Mette", "+45 (0) 86 51 51 51")]), number)).toEqual(["Mette exact"]);
  });

  it("the same subscriber with another prefix: where one of the two does not say the country", () => {
    const german = index([with_("Jürgen", "030 1234567"), with_("Mette", "86515151")]);
    expect(who(german, "+49 30 1234567")).toEqual(["Jürgen other-prefix"]);
    expect(who(german, "086515151")).toEqual(["Mette other-prefix"]);
    // Another country's number with the same digits is another's.
    expect(who(german, "+46 86515151")).toEqual([]);
    expect(who(index([with_("Sven", "+46 86515151")]), "+45 86515151")).toEqual([]);
  });

  it("a local number is nobody's whom a source has", () => {
    expect(who(index([with_("Mette", "202")]), "202")).toEqual([]);
    expect(who(index([with_("Alarm", "112")]), "112")).toEqual([]);
  });

  it("several: in the order of sources, and how many more", () => {
    const main = Array.from({ length: 4 }, (_, at) => with_(`B${at}`, "86515151", "main", { company: "X A/S" }));
    const found = index([with_("A", "86515151")], main).byNumber("+4586515151", 3);
    expect(found.hits.map(({ entry }) => entry.contact.name)).toEqual(["A", "B0", "B1"]);
    expect(found.more).toBe(2);
  });
});

describe("an unknown number among a company's", () => {
  const company = { company: "X A/S" };
  const range = (contacts: Contact[], number: string) =>
    index(contacts).byCompanyRange(numberKey(number) ?? "")?.entry.contact.name;

  it("is probably the company's: beside its main number, or among several", () => {
    expect(range([with_("Reception", "86515100", "main", company)], "86515123")).toBe("Reception");
    expect(range([with_("A", "86515101", "work", company), with_("B", "86515102", "work", company)], "86515123")).toBe(
      "A",
    );
    // The company's name is written in more than one way.
    expect(
      range([with_("A", "86515101", "work", company), with_("B", "86515102", "work", { company: "x" })], "86515123"),
    ).toBe("A");
  });

  it("is nobody's beside one direct number, a mobile, a private one, or two companies", () => {
    expect(range([with_("A", "86515101", "work", company)], "86515123")).toBeUndefined();
    expect(
      range([with_("A", "86515101", "mobile", company), with_("B", "86515102", "mobile", company)], "86515123"),
    ).toBeUndefined();
    expect(
      range([with_("A", "86515101", "main", company), with_("B", "86515102", "home")], "86515123"),
    ).toBeUndefined();
    expect(
      range([with_("A", "86515101", "main", company), with_("B", "86515102", "main", { company: "Y" })], "86515123"),
    ).toBeUndefined();
    expect(range([with_("A", "86515101", "main", company)], "86525123")).toBeUndefined();
  });

  it("is the company's however many numbers it has, and nobody's where the last of them is another's", () => {
    const many = Array.from({ length: 5_000 }, (_, at) => with_(`A${at}`, String(86_510_000 + at), "work", company));
    const shared = Array.from({ length: 60 }, (_, at) => with_(`B${at}`, "70101001", "main", company));
    const all = index([...many, ...shared, with_("Reception", "86514900", "main", company)]);
    const found = (number: string) => all.byCompanyRange(numberKey(number) ?? "")?.entry.contact.name;
    expect(found("86512345")).toBe("A2300");
    expect(found("86514999")).toBe("Reception");
    expect(found("70101055")).toBe("B0");
    const other = with_("Y", "70101099", "work", { company: "Y" });
    expect(index([...shared, other]).byCompanyRange("+4570101055")).toBeUndefined();
    expect(index([...many, with_("Y", "86510099", "home")]).byCompanyRange("+4586510050")).toBeUndefined();
  });
});

it("finds an entry again by its id and e-mail address, also after the source was read anew", () => {
  const contacts = [contact("Mette", { uid: "1", emails: ["Mette@Nordlys.dk"] }), contact("Ole")];
  const [first] = index(contacts).byEmail("mette@nordlys.dk ", 5);
  const again = index(contacts.map((one) => ({ ...one, note: "ny" })).reverse());
  expect(again.byId(first?.id ?? "")?.contact).toMatchObject({ name: "Mette", note: "ny" });
  const ole = index(contacts)
    .byNumber("+4520123456", 5)
    .hits.map(({ entry }) => entry.id);
  expect(again.byNumber("+4520123456", 5).hits.map(({ entry }) => entry.id)).toEqual(ole);
  expect(again.byId("s0:zzzz")).toBeUndefined();
  expect(again.byId("nothing")).toBeUndefined();
});
