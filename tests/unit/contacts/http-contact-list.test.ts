import { existsSync, readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { HttpContactList } from "../../../electron/main/adapters/contacts/http-contact-list.ts";
import { isSafeAddress } from "../../../electron/main/adapters/contacts/safe-address.ts";
import type { StoredSource } from "../../../electron/main/ports/source-store.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mette\r\nTEL:86515151\r\nEND:VCARD\r\n";

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function setUp(listener: RequestListener, limits = {}) {
  const url = await serve(listener);
  const folder = join(temporaryFolder(), "fetched");
  const list = new HttpContactList(fetch, folder, limits);
  const source: StoredSource = { id: "s", kind: "url", name: "", location: `${url}/k.vcf`, username: "anna" };
  const get = (patch: Partial<StoredSource> = {}, signal = new AbortController().signal) =>
    list.fetch({ ...source, ...patch }, { password: "hemmelig", isWanted: false, signal });
  return { url, get, folder };
}

describe("a list on the web", () => {
  it("is fetched with name and password, and deleted when it has been read", async () => {
    const asked: (string | undefined)[] = [];
    const { get } = await setUp((request, response) => {
      asked.push(request.headers.authorization);
      response.writeHead(200, { ETag: '"1"', "Content-Encoding": "gzip" }).end(gzipSync(CARD));
    });
    const fetched = await get();
    if (!fetched.ok || fetched.files === "unchanged") throw new Error("it was not fetched");
    const [file = ""] = fetched.files;
    expect(readFileSync(file, "utf8")).toBe(CARD);
    expect(fetched.validators).toEqual({ etag: '"1"' });
    expect(asked).toEqual([`Basic ${Buffer.from("anna:hemmelig").toString("base64")}`]);
    await fetched.release();
    expect(existsSync(file)).toBe(false);
  });

  it("that has not changed is not fetched again", async () => {
    const { get } = await setUp((request, response) => {
      const isKnown =
        request.headers["if-none-match"] === '"1"' ||
        request.headers["if-modified-since"] === "Mon, 23 Nov 2026 08:00:00 GMT";
      response.writeHead(isKnown ? 304 : 500).end();
    });
    expect(await get({ validators: { etag: '"1"' } })).toMatchObject({
      ok: true,
      files: "unchanged",
      validators: { etag: '"1"' },
    });
    expect(await get({ validators: { lastModified: "Mon, 23 Nov 2026 08:00:00 GMT" } })).toMatchObject({
      files: "unchanged",
    });
  });

  it.each([
    [401, "credentials"],
    [403, "refused"],
    [404, "not-found"],
    [410, "not-found"],
    [429, "unreachable"],
    [503, "unreachable"],
  ])("HTTP %i: %s", async (status, code) => {
    const { get } = await setUp((_, response) => response.writeHead(status).end());
    expect(await get()).toMatchObject({ ok: false, code });
  });

  it("that is too big is given up and leaves nothing", async () => {
    const endless = await setUp(
      (_, response) => {
        const more = () => {
          while (response.write("x".repeat(65_536)));
          response.once("drain", more);
        };
        more();
      },
      { mostBytes: 1_000_000 },
    );
    expect(await endless.get()).toEqual({ ok: false, code: "too-big" });
    expect(existsSync(join(endless.folder, "s.download"))).toBe(false);
  });

  it("that comes to a stop is given up", async () => {
    const silent = await setUp((_, response) => void response.write("BEGIN"), { silentMs: 50 });
    expect(await silent.get()).toMatchObject({ ok: false, code: "unreachable" });
  });

  it("that breaks off leaves nothing", async () => {
    const cut = await setUp((_, response) => {
      response.writeHead(200, { "Content-Length": "1000" });
      response.write("BEGIN:VCARD", () => response.destroy());
    });
    expect(await cut.get()).toMatchObject({ ok: false, code: "unreachable" });
    expect(existsSync(join(cut.folder, "s.download"))).toBe(false);
  });

  it("can be cancelled", async () => {
    const abort = new AbortController();
    const { get } = await setUp(() => abort.abort());
    expect(await get({}, abort.signal)).toEqual({ ok: false, code: "cancelled" });
  });

  it("is asked for encrypted only, and a password goes to no other server", async () => {
    const { get } = await setUp(() => {});
    expect(await get({ location: "http://example.com/k.vcf" })).toEqual({ ok: false, code: "insecure" });
    const asked: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      asked.push(request.headers.authorization);
      response.end(CARD);
    });
    const sentOn = await setUp((_, response) => response.writeHead(302, { Location: `${other}/x` }).end());
    expect(await sentOn.get()).toMatchObject({ ok: true });
    expect(asked).toEqual([undefined]);
  });

  it("an error names no address, which may hold a key", async () => {
    const { get } = await setUp(() => {});
    const failure = await get({ location: "https://127.0.0.1:1/?key=hemmelig" });
    expect(failure).toMatchObject({ ok: false, code: "unreachable" });
    expect(JSON.stringify(failure)).not.toContain("hemmelig");
  });
});

it.each([
  ["https://example.com/a", true],
  ["http://localhost:8080/", true],
  ["http://127.0.0.1/", true],
  ["http://[::1]/", true],
  ["http://example.com/", false],
  ["http://127.0.0.1.example.com/", false],
  ["http://localhost.example.com/", false],
  ["ftp://example.com/", false],
  ["nothing", false],
])("%s may have contacts: %s", (address, isSafe) => {
  expect(isSafeAddress(address)).toBe(isSafe);
});
