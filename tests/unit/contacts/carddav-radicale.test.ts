import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CarddavFetcher } from "../../../electron/main/adapters/contacts/carddav/carddav-fetcher.ts";
import { createAddressBookFinder } from "../../../electron/main/adapters/contacts/carddav/find-address-books.ts";
import type { Fetched } from "../../../electron/main/ports/contact-fetcher.ts";
import { whyNotInstalled } from "../../fakes/installed-program.ts";
import { RADICALE_USER, startRadicale } from "../../fakes/radicale.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const whyNot = whyNotInstalled("radicale");
const { username, password } = RADICALE_USER;
const card = (uid: string, name: string) =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${uid}\r\nFN:${name}\r\nN:${name};;;;\r\nTEL:+4586515151\r\nEND:VCARD\r\n`;

/** The names on the cards that a fetch gave. */
async function namesIn(fetched: Fetched): Promise<string[] | "unchanged"> {
  if (!fetched.ok) throw new Error(`${fetched.code}: ${fetched.detail}`);
  if (fetched.files === "unchanged") return "unchanged";
  const text = fetched.files.map((file) => readFileSync(file, "utf8")).join("");
  await fetched.release();
  return [...text.matchAll(/^FN:(.*?)\r?$/gm)].map(([, name = ""]) => name).sort();
}

describe.skipIf(whyNot !== undefined)(`address books on Radicale${whyNot === undefined ? "" : ` (${whyNot})`}`, () => {
  it("are found from the server's address, kept up to date by what has changed, and what has gone disappears", async () => {
    const server = await startRadicale();
    const book = await server.addBook("kunder", "Kunder & andre");
    await server.addBook("privat", "Privat");
    const finder = createAddressBookFinder(fetch);
    const found = await finder.find(server.url, username, password);
    expect(found).toMatchObject({ ok: true });
    expect(found.ok && found.addressBooks.map(({ name }) => name).sort()).toEqual(["Kunder & andre", "Privat"]);
    expect(await finder.find(book, username, password)).toEqual({
      ok: true,
      addressBooks: [{ url: book, name: "Kunder & andre" }],
    });
    expect(await finder.find(server.url, username, "forkert")).toMatchObject({ ok: false, code: "credentials" });
    expect(await finder.find("http://127.0.0.1:1/", username, password)).toMatchObject({
      ok: false,
      code: "unreachable",
    });
    expect(await finder.find("http://example.com/", username, password)).toMatchObject({ ok: false, code: "insecure" });

    const requests: string[] = [];
    const counting: typeof fetch = (url, init) => {
      requests.push(`${init?.method} ${String(init?.body).includes("multiget") ? "multiget" : ""}`.trim());
      return fetch(url, init);
    };
    const fetcher = new CarddavFetcher(counting, temporaryFolder());
    const result = { state: "done", at: 0, contacts: 0, refused: 0, unchanged: false } as const;
    const source = {
      id: "s",
      kind: "carddav" as const,
      name: "",
      location: server.url,
      username,
      addressBooks: [book],
      result,
    };
    const sync = async (patch = {}) =>
      namesIn(
        await fetcher.fetch(
          { ...source, ...patch },
          { password, isWanted: false, signal: new AbortController().signal },
        ),
      );
    expect(await sync()).toBe("unchanged");
    await server.put(book, "a b&æ.vcf", card("1", "Mette"));
    await server.put(book, "2.vcf", card("2", "Søren Ærø"));
    expect(await sync()).toEqual(["Mette", "Søren Ærø"]);
    requests.length = 0;
    expect(await sync()).toBe("unchanged");
    expect(requests).toEqual(["PROPFIND", "REPORT"]);
    await server.put(book, "2.vcf", card("2", "Søren Æbelø"));
    requests.length = 0;
    expect(await sync()).toEqual(["Mette", "Søren Æbelø"]);
    expect(requests).toEqual(["PROPFIND", "REPORT", "REPORT multiget"]);
    await server.remove(book, "a b&æ.vcf");
    expect(await sync()).toEqual(["Søren Æbelø"]);
    // What was fetched and not imported is not lost.
    expect(await sync({ result: { state: "failed", at: 0, code: "disk-full" } })).toEqual(["Søren Æbelø"]);
    // A second book beside it, and then without the first.
    const second = await server.addBook("flere", "Flere");
    await server.put(second, "9.vcf", card("9", "Ole"));
    expect(await sync({ addressBooks: [book, second] })).toEqual(["Ole", "Søren Æbelø"]);
    expect(await sync({ addressBooks: [second], result: undefined })).toEqual(["Ole"]);
  });

  it("a thousand cards", async () => {
    const server = await startRadicale();
    const book = await server.addBook("mange", "Mange");
    for (let n = 0; n < 1_000; n += 1) await server.put(book, `${n}.vcf`, card(String(n), `Person ${n}`));
    const fetcher = new CarddavFetcher(fetch, temporaryFolder());
    const source = {
      id: "s",
      kind: "carddav" as const,
      name: "",
      location: server.url,
      username,
      addressBooks: [book],
    };
    const fetched = await fetcher.fetch(source, { password, isWanted: true, signal: new AbortController().signal });
    expect(await namesIn(fetched)).toHaveLength(1_000);
  }, 120_000);
});
