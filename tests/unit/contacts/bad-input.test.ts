import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guessMapping } from "../../../shared/contacts/csv/guess-mapping.ts";
import type { CsvMapping } from "../../../shared/contacts/csv-mapping.ts";
import { detectFormat } from "../../../shared/contacts/detect-format.ts";
import type { ImportItem } from "../../../shared/contacts/import-item.ts";
import { type ReadOptions, readContacts } from "../../../shared/contacts/read-contacts.ts";
import { itemsOf, piecesOf, shown } from "./items-of.ts";

const encoder = new TextEncoder();

/** Many chunks that nobody has in one piece. */
async function* chunksOf(parts: Iterable<string>): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield encoder.encode(part);
}

function* repeated(text: string, times: number): Generator<string> {
  for (let count = 0; count < times; count += 1) yield text;
}

async function read(chunks: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const batch of readContacts(chunks, options)) items.push(...batch);
  return items;
}

const card = (name: string, number: string) => `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL:${number}\nEND:VCARD\n`;
const mapping: CsvMapping = { delimiter: ";", heading: true, fields: ["name", "number-work"] };

describe("vCards with more in them than any contact has", () => {
  it.each([
    ["in one line", "PHOTO;ENCODING=b:", "QUJDRA==", ""],
    ["folded", "PHOTO;ENCODING=b:QUJD\n", " QUJDQUJDQUJD\n", ""],
    ["of vCard 2.1, not folded", "PHOTO;BASE64:\n", "QUJDQUJDQUJD\n", "\n"],
    ["as an address", "PHOTO:data:image/png;base64,", "QUJDRA==", ""],
  ])("pass over a photo of 8 MB %s", async (_, start, data, end) => {
    const chunks = function* () {
      yield `BEGIN:VCARD\nVERSION:3.0\nFN:Mette\n${start}`;
      yield* repeated(data.repeat(4096), Math.ceil(2000 / data.length));
      yield `${end}\nTEL:86515151\nEND:VCARD\n${card("Per", "20123456")}`;
    };
    const items = await read(chunksOf(chunks()), { format: "vcard" });
    expect(items.map((item) => shown(item).replace(/^\d+ /, ""))).toEqual([
      "person Mette | other 86515151",
      "person Per | other 20123456",
    ]);
  });

  it("leave out a note of 10 MB and keep the contact", async () => {
    const chunks = function* () {
      yield "BEGIN:VCARD\nVERSION:3.0\nFN:Mette\nNOTE:";
      yield* repeated("bla ".repeat(4096), 640);
      yield "\nTEL:86515151\nEND:VCARD\n";
    };
    const items = await read(chunksOf(chunks()), { format: "vcard" });
    expect(items.map((item) => (item.type === "refused" ? [item.line, item.reason] : shown(item)))).toEqual([
      [4, "too-long"],
      "1 person Mette | other 86515151",
    ]);
  });

  it.each([
    ["notes", `NOTE:${"bla ".repeat(1000)}\n`, 2000],
    ["tiny properties", "N:\n".repeat(1000), 200],
    ["notes of one word on folded lines", `NOTE:a\n${" bla\n".repeat(1000)}`, 2000],
  ])("leave out a card of many %s, and only that", async (_, lines, times) => {
    const chunks = function* () {
      yield "BEGIN:VCARD\nFN:For meget\nTEL:86515151\n";
      yield* repeated(lines, times);
      yield `END:VCARD\n${card("Per", "20123456")}`;
    };
    const items = await read(chunksOf(chunks()), { format: "vcard" });
    expect(items.map((item) => (item.type === "refused" ? item.reason : item.contact.name))).toEqual([
      "too-long",
      "Per",
    ]);
  });

  it.each([
    ["folded after each character", "3.0", "NOTE:a", "\n a"],
    ["folded in vCard 2.1", "2.1", "NOTE:\xe6", "\n \x80"],
    ["in quoted-printable, broken after each character", "2.1", "NOTE;ENCODING=QUOTED-PRINTABLE:a=", "\na="],
    ["without a name", "3.0", "a", "\n a"],
  ])("read lines of 2 MB %s once", async (_, version, start, more) => {
    const chunks = function* () {
      for (let times = 0; times < 10; times += 1) {
        yield `BEGIN:VCARD\nVERSION:${version}\nFN:Mette\nTEL:86515151\n${start}`;
        yield* repeated(more.repeat(4096), Math.ceil(50 / more.length));
        yield "\nEND:VCARD\n";
      }
    };
    const items = await read(chunksOf(chunks()), { format: "vcard" });
    expect(items.filter(({ type }) => type === "contact")).toHaveLength(10);
  });

  it("keep no names or numbers without end", async () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => `TEL:${20_000_000 + index}\n`).join("");
    const text = `BEGIN:VCARD\nFN:${"Mette ".repeat(5000)}\n${numbers}END:VCARD\n`;
    const items = await read(chunksOf([text]), { format: "vcard" });
    const contact = items.find((item) => item.type === "contact")?.contact;
    expect(contact?.name.length).toBeLessThanOrEqual(1000);
    expect(contact?.numbers).toHaveLength(200);
    expect(items.filter((item) => item.type === "refused" && item.reason === "too-long")).toHaveLength(800);
  });

  it("are told of once where 20 MB of them are no vCards", async () => {
    const items = await read(chunksOf(repeated("ingen kontakter her\n".repeat(1000), 1000)), { format: "vcard" });
    expect(items.map(shown)).toEqual(["1 refused: card-broken: ingen kontakter her"]);
  });
});

describe("CSV with more in it than any list has", () => {
  it("leaves out a line of 20 MB, and only that", async () => {
    const chunks = function* () {
      yield "Navn;Telefon\nMette;86515151\n";
      yield* repeated("bla;".repeat(4096), 1280);
      yield "\nPer;20123456\n";
    };
    const items = await read(chunksOf(chunks()), { format: "csv", mapping });
    expect(items.map((item) => (item.type === "refused" ? [item.line, item.reason] : item.contact.name))).toEqual([
      "Mette",
      [3, "too-long"],
      "Per",
    ]);
  });

  it("loses one line to a quote that nobody closes in 2 MB", async () => {
    const chunks = function* () {
      yield 'Navn;Telefon\n"Mette;86515151\n';
      yield* repeated("Per;20123456\n".repeat(1000), 200);
    };
    const items = await read(chunksOf(chunks()), { format: "csv", mapping });
    expect(items[0]).toMatchObject({ line: 2, reason: "row-broken" });
    expect(items.slice(1).every((item) => item.type === "contact")).toBe(true);
    expect(items.length).toBe(200_001);
  });

  it.each(['""""a\n', '"a\n', ';"\n', '""";\n', '"a;b"c;""\n', '"a"b;c"d"e\n', '"a" \n', '"" "" "" ""\n', "\r\n"])(
    "reads 1 MB of %j without searching everything for each of them",
    async (line) => {
      const chunks = repeated(line.repeat(Math.ceil(65_536 / line.length)), 16);
      await expect(read(chunksOf(chunks), { format: "csv", mapping })).resolves.toBeInstanceOf(Array);
    },
  );

  it("guesses columns of a table with 5,000 of them", async () => {
    const bytes = encoder.encode(`${"x;".repeat(5000)}\nMette;86515151;${";".repeat(4998)}\n`);
    const guessed = guessMapping(bytes);
    expect(guessed.mapping.fields.length).toBeLessThanOrEqual(500);
    expect(guessed.headings.length).toBe(guessed.mapping.fields.length);
  });
});

describe("any bytes", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          "BEGIN:VCARD\n",
          "Navn;Telefon\n",
          "Mette;86515151\n",
          "\xff\xfe",
          "\0",
          '"',
          ";",
          "=",
          "TEL:1\n",
        ),
        {
          maxLength: 30,
        },
      )
      .map((parts) => Uint8Array.from(parts.join(""), (one) => one.charCodeAt(0))),
  );
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });

  it("never throw, whatever they are taken for, and are the same in pieces", async () => {
    await fc.assert(
      fc.asyncProperty(bytes, sizes, fc.constantFrom("vcard", "csv"), async (file, pieces, format) => {
        detectFormat(file);
        const { mapping: guessed, headings } = guessMapping(file);
        expect(headings.length).toBe(guessed.fields.length);
        const items = await read(piecesOf(file), { format });
        expect(await read(piecesOf(file, pieces), { format })).toEqual(items);
        for (const item of items) {
          if (item.type === "refused") expect(item.excerpt.length).toBeLessThanOrEqual(80);
          else expect(item.contact.numbers.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500, examples: [[encoder.encode("TEL:1\n;BEGIN:VCARD\nNavn;Telefon\n"), [1], "vcard"]] },
    );
  });
});

describe("reading", () => {
  it("comes in batches in between which it can be stopped, and then closes the file", async () => {
    let closed = false;
    const endless = async function* () {
      try {
        for (;;) yield encoder.encode(card("Mette", "86515151").repeat(500));
      } finally {
        closed = true;
      }
    };
    let count = 0;
    for await (const batch of readContacts(endless(), { format: "vcard" })) {
      count += batch.length;
      expect(batch.length).toBeLessThanOrEqual(1000);
      if (count > 2000) break;
    }
    expect(closed).toBe(true);
  });

  it("gives what a chunk of 20 MB holds in many batches", async () => {
    const file = encoder.encode(card("Mette", "86515151").repeat(300_000));
    let most = 0;
    let all = 0;
    for await (const batch of readContacts(piecesOf(file, [file.length]), { format: "vcard" })) {
      most = Math.max(most, batch.length);
      all += batch.length;
    }
    expect(all).toBe(300_000);
    expect(most).toBeLessThan(2000);
  });

  it("tells a file by its content only", async () => {
    expect(await itemsOf(encoder.encode("Navn;Telefon\n"))).toEqual([]);
    expect(await itemsOf(encoder.encode("86515151\n20123456\n"))).toHaveLength(2);
    expect(await itemsOf(encoder.encode("En linje"))).toBe("no-contacts");
    expect(await itemsOf(encoder.encode("begin:vcard\nfn:Mette\ntel:86515151\nend:vcard"))).toHaveLength(1);
  });
});
