import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";
import { World } from "../../../tools/bench/contacts/world/world.ts";
import { writeCsv, writeVcards } from "../../../tools/bench/contacts/world/write-files.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const CONTACTS = 5_000;
const contacts = [...new World({ seed: 1 }).contacts(CONTACTS)];
const share = (of: (contact: (typeof contacts)[number]) => boolean) => contacts.filter(of).length / CONTACTS;

describe("a made-up address book", () => {
  it("is the same for the same seed, whichever contact is asked for first", () => {
    const again = new World({ seed: 1 });
    for (const place of [4_999, 0, 201, 200, 199]) expect(again.contact(place)).toEqual(contacts[place]);
    expect([...new World({ seed: 2 }).contacts(20)]).not.toEqual(contacts.slice(0, 20));
  });

  it("without notes is the same but for them", () => {
    const bare = [...new World({ seed: 1, notes: false }).contacts(CONTACTS)];
    expect(bare).toEqual(contacts.map(({ note: _, ...rest }) => rest));
  });

  it("has numbers, companies and notes as address books have", () => {
    const numbers = contacts.flatMap((contact) => contact.numbers);
    expect(numbers.length / CONTACTS).toBeGreaterThan(1.55);
    expect(numbers.length / CONTACTS).toBeLessThan(1.65);
    expect(share(({ kind, company }) => kind === "company" || company !== undefined)).toBe(0.3);
    expect(share(({ note }) => note !== undefined)).toBeCloseTo(0.1, 1);
    expect(share(({ emails }) => emails.length > 0)).toBeGreaterThan(0.6);
    expect(new Set(contacts.map(({ uid }) => uid)).size).toBe(CONTACTS);
  });

  it("has numbers that are numbers, and companies whose numbers follow each other", () => {
    const keys = contacts.flatMap(({ numbers }) => numbers.map(({ number }) => numberKey(number)));
    expect(keys.filter((key) => !key?.startsWith("+"))).toEqual([]);
    const blocks = new Map<string, Set<string>>();
    for (const { company, numbers } of contacts) {
      for (const { number, label } of numbers) {
        if (company === undefined || (label !== "work" && label !== "main")) continue;
        const block = String(numberKey(number)?.slice(0, -2));
        blocks.set(block, (blocks.get(block) ?? new Set()).add(company));
      }
    }
    expect(blocks.size).toBeGreaterThan(50);
    expect([...blocks.values()].filter((companies) => companies.size > 1)).toEqual([]);
  });
});

describe("its files", () => {
  it("vCards of several dialects, about 400 bytes each, no line too long", () => {
    const path = join(temporaryFolder(), "contacts.vcf");
    const size = writeVcards(path, new World({ seed: 1 }), CONTACTS);
    expect(size).toBe(statSync(path).size);
    expect(size / CONTACTS).toBeGreaterThan(350);
    expect(size / CONTACTS).toBeLessThan(450);
    const text = readFileSync(path, "utf8");
    expect(text.match(/^END:VCARD\r$/gm)?.length).toBe(CONTACTS);
    for (const mark of ["VERSION:2.1", "VERSION:3.0", "VERSION:4.0", "item1.TEL", "QUOTED-PRINTABLE", "PHOTO"]) {
      expect(text).toContain(mark);
    }
    const cards = text.split("BEGIN:VCARD").filter((card) => !card.includes("VERSION:2.1"));
    const folded = cards.flatMap((card) => card.split("\r\n"));
    expect(Math.max(...folded.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  });

  it("rows as Outlook exports them", () => {
    const path = join(temporaryFolder(), "contacts.csv");
    writeCsv(path, new World({ seed: 1 }), 100);
    const lines = readFileSync(path, "utf8").split("\r\n");
    expect(lines.length).toBe(102);
    expect(lines[0]).toMatch(/^\ufeffFornavn;Efternavn;Firma;/);
  });
});
