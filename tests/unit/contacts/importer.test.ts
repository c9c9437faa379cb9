import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ContactFolder } from "../../../electron/main/adapters/contacts/contact-folder.ts";
import { SqliteContactIndex } from "../../../electron/main/adapters/contacts/sqlite-contact-index.ts";
import { ThreadedContactBrowser } from "../../../electron/main/adapters/contacts/threaded-contact-browser.ts";
import { ThreadedContactImporter } from "../../../electron/main/adapters/contacts/threaded-contact-importer.ts";
import type { ImportOutcome } from "../../../electron/main/ports/contact-importer.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { threads } from "../../fakes/threads.ts";

const card = (name: string, number: string, uid = name) =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${uid}\r\nFN:${name}\r\nTEL;TYPE=work:${number}\r\nEND:VCARD\r\n`;
const never = new AbortController().signal;

function setUp() {
  const folder = temporaryFolder();
  const files = join(folder, "files");
  mkdirSync(files);
  const contacts = join(folder, "contacts");
  const open = () => {
    const contactFolder = new ContactFolder(contacts);
    const importer = new ThreadedContactImporter(contactFolder, threads.importContacts);
    const browser = new ThreadedContactBrowser(contactFolder, threads.browseContacts);
    onTestFinished(async () => {
      await Promise.all([importer.dispose(), browser.dispose()]);
      contactFolder.close();
    });
    const index = new SqliteContactIndex(() => contactFolder.sources);
    const names = (number: string) => index.byNumber(number, 9).hits.map(({ entry }) => entry.contact.name);
    return { contactFolder, importer, browser, index, names };
  };
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(files, name), content);
    return join(files, name);
  };
  const app = open();
  const run = (paths: string[], source = "kunder"): Promise<ImportOutcome> =>
    app.importer.run({ source, files: paths }, () => {}, never);
  return { ...app, open, write, run, contacts, left: () => readdirSync(contacts).sort() };
}

describe("an import", () => {
  it("makes a file's contacts the source's, for look-up and search, and tells how it went", async () => {
    const { run, write, names, browser, importer } = setUp();
    const broken = "BEGIN:VCARD\r\nFN:Ingen\r\nEND:VCARD\r\n";
    expect(await run([write("a.vcf", card("Mette Holm", "86515151") + broken)])).toEqual({
      ok: true,
      contacts: 1,
      refused: 1,
      unchanged: false,
    });
    expect(names("+4586515151")).toEqual(["Mette Holm"]);
    expect((await browser.search("mett", 5))?.hits.map(({ contact }) => contact.name)).toEqual(["Mette Holm"]);
    expect(importer.report("kunder", 0, 10)).toEqual({
      total: 1,
      lines: [{ line: 7, reason: "no-number", excerpt: expect.any(String) }],
    });
  });

  it("again: the same is unchanged, what has gone disappears, what is new is found, and the former file goes", async () => {
    const { run, write, names, browser, left } = setUp();
    const first = write("a.vcf", card("Mette", "86515151") + card("Ole", "20123456"));
    await run([first]);
    expect(await run([first])).toMatchObject({ unchanged: true });
    expect(left()).toEqual(["kunder.1.contacts"]);
    await browser.search("m", 5);
    expect(await run([write("a.vcf", card("Mette", "86515152") + card("Ida", "30123456"))])).toMatchObject({
      contacts: 2,
      unchanged: false,
    });
    expect([names("+4586515151"), names("+4586515152"), names("+4520123456"), names("+4530123456")]).toEqual([
      [],
      ["Mette"],
      [],
      ["Ida"],
    ]);
    expect((await browser.search("ole", 5))?.hits).toEqual([]);
    expect((await browser.search("ida", 5))?.hits).toHaveLength(1);
    expect(left()).toEqual(["kunder.2.contacts"]);
  });

  it("of one UID twice takes the later; several files are one list", async () => {
    const { run, write, names } = setUp();
    const files = [write("a.vcf", card("Mette", "86515151", "1")), write("b.vcf", card("Mette Holm", "86515152", "1"))];
    expect(await run(files)).toMatchObject({ ok: true, contacts: 1 });
    expect([names("+4586515151"), names("+4586515152")]).toEqual([[], ["Mette Holm"]]);
  });

  it.each([
    ["a zip", "PK\u0003\u0004aaaaaaaaaaaaaaaaaaaaaaaaaaa", "not-contacts"],
    ["a web page", "<!DOCTYPE html><html><body>Log ind</body></html>", "not-contacts"],
    ["nothing", "", "not-contacts"],
  ])("%s leaves what was there", async (_, content, code) => {
    const { run, write, names, left } = setUp();
    await run([write("a.vcf", card("Mette", "86515151"))]);
    expect(await run([write("b.vcf", content)])).toMatchObject({ ok: false, code });
    expect(await run([join("nowhere", "at-all.vcf")])).toMatchObject({ ok: false, code: "not-found" });
    expect(names("+4586515151")).toEqual(["Mette"]);
    expect(left()).toEqual(["kunder.1.contacts"]);
  });

  it("that is cancelled leaves what was there; what it tells grows", async () => {
    const { write, importer, names, left, run } = setUp();
    await run([write("a.vcf", card("Mette", "86515151"))]);
    const many = Array.from({ length: 40_000 }, (_, at) => card(`Person ${at}`, String(20_000_000 + at))).join("");
    const abort = new AbortController();
    const told: number[] = [];
    const outcome = await importer.run(
      { source: "kunder", files: [write("b.vcf", many)] },
      ({ contacts }) => {
        told.push(contacts);
        abort.abort();
      },
      abort.signal,
    );
    expect(outcome).toEqual({ ok: false, code: "cancelled" });
    expect(told).toHaveLength(1);
    expect(names("+4586515151")).toEqual(["Mette"]);
    expect(left()).toEqual(["kunder.1.contacts"]);
  });

  it("a thread that dies leaves what was there", async () => {
    const { write, importer, names, left, run } = setUp();
    await run([write("a.vcf", card("Mette", "86515151"))]);
    const many = Array.from({ length: 40_000 }, (_, at) => card(`Person ${at}`, String(20_000_000 + at))).join("");
    const outcome = await importer.run(
      { source: "kunder", files: [write("b.vcf", many)] },
      () => void importer.dispose(),
      never,
    );
    expect(outcome).toEqual({ ok: false, code: "interrupted" });
    expect(names("+4586515151")).toEqual(["Mette"]);
    expect(left()).toEqual(["kunder.1.contacts"]);
  });
});

describe("at the start", () => {
  it("what an import left that did not end is deleted, and of two generations the newer counts", async () => {
    const { run, write, contacts, open, left, contactFolder } = setUp();
    await run([write("a.vcf", card("Mette", "86515151"))]);
    await run([write("a.vcf", card("Ole", "86515151"))]);
    contactFolder.close();
    writeFileSync(join(contacts, "kunder.1.contacts"), "old");
    writeFileSync(join(contacts, "kunder.3.contacts.new"), "half");
    writeFileSync(join(contacts, "kunder.3.contacts.staging"), "half");
    expect(open().names("+4586515151")).toEqual(["Ole"]);
    expect(left()).toEqual(["kunder.2.contacts"]);
  });

  it("a damaged file is told, and the other sources are as they were", async () => {
    const { run, write, contacts, open, contactFolder } = setUp();
    await run([write("a.vcf", card("Mette", "86515151"))]);
    await run([write("b.vcf", card("Ole", "20123456"))], "andre");
    contactFolder.close();
    writeFileSync(join(contacts, "kunder.1.contacts"), "not a database at all".repeat(1000));
    const again = open();
    expect(again.contactFolder.damaged).toEqual(["kunder"]);
    expect(again.names("+4520123456")).toEqual(["Ole"]);
    expect(existsSync(join(contacts, "kunder.1.contacts"))).toBe(false);
  });
});

it("a search that was overtaken gives nothing, and the last one its answer", async () => {
  const { run, write, browser } = setUp();
  await run([write("a.vcf", card("Mette", "86515151"))]);
  const answers = await Promise.all(["m", "me", "met", "mett"].map((text) => browser.search(text, 5)));
  expect(answers.map((answer) => answer?.hits.length)).toEqual([undefined, undefined, undefined, 1]);
});
