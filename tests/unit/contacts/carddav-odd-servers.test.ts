import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { CarddavFetcher } from "../../../electron/main/adapters/contacts/carddav/carddav-fetcher.ts";
import { createAddressBookFinder } from "../../../electron/main/adapters/contacts/carddav/find-address-books.ts";
import type { Fetched } from "../../../electron/main/ports/contact-fetcher.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

interface Asked {
  method: string;
  path: string;
  body: string;
  depth: string;
}
type Answer =
  | { status?: number; headers?: Record<string, string>; body?: string }
  | ((response: ServerResponse) => void);

const BOOK = "/dav/anna/kunder/";
const names = ["Anna", "Bo", "Carl", "Ditte"];
const card = (name: string) =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${name}\r\nFN:${name}\r\nTEL:86515151\r\nEND:VCARD\r\n`;
const found = (href: string, properties: string) =>
  `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${properties}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
const multi = (content: string) =>
  `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav" xmlns:cs="http://calendarserver.org/ns/">${content}</d:multistatus>`;
const collection = "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype>";
const isMultiget = ({ body }: Asked) => body.includes("addressbook-multiget");
const isSync = ({ body }: Asked) => body.includes("sync-collection");
const cardsAskedFor = ({ body }: Asked) =>
  [...body.matchAll(/<d:href>([^<]*)<\/d:href>/g)].map(([, href = ""]) => href);
const given = (
  hrefs: readonly string[],
  of = (href: string) => card(href.split("/").at(-1)?.replace(".vcf", "") ?? ""),
) =>
  multi(
    hrefs.map((href) => found(href, `<d:getetag>"1"</d:getetag><c:address-data>${of(href)}</c:address-data>`)).join(""),
  );

/** A server that answers as it is told, and an app that has its address book as a source. */
async function setUp(answer: (asked: Asked) => Answer) {
  let current = answer;
  const requests: Asked[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const depth = String(request.headers.depth ?? "");
    const asked = { method: request.method ?? "", path: request.url ?? "", body, depth };
    requests.push(asked);
    const given = current(asked);
    if (typeof given === "function") return given(response);
    response.writeHead(given.status ?? 207, { "Content-Type": "application/xml", ...given.headers });
    response.end(given.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.closeAllConnections());
  onTestFinished(() => void server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fetcher = new CarddavFetcher(fetch, temporaryFolder());
  const result = { state: "done", at: 0, contacts: 0, refused: 0, unchanged: false } as const;
  const source = {
    ...{ id: "s", kind: "carddav" as const, name: "", location: origin, username: "anna" },
    ...{ addressBooks: [`${origin}${BOOK}`], result },
  };
  return {
    origin,
    requests,
    become: (next: (asked: Asked) => Answer) => {
      current = next;
    },
    /** Everything that the mirror has, by name. */
    all: async () => namesIn(await fetcher.fetch(source, { password: "p", isWanted: true, signal: signal() })),
    fetch: () => fetcher.fetch(source, { password: "p", isWanted: true, signal: signal() }),
  };
}

const signal = () => new AbortController().signal;

async function namesIn(fetched: Fetched): Promise<string[]> {
  if (!fetched.ok) throw new Error(`${fetched.code}: ${fetched.detail}`);
  if (fetched.files === "unchanged") throw new Error("unchanged");
  const text = fetched.files.map((file) => readFileSync(file, "utf8")).join("");
  await fetched.release();
  return [...text.matchAll(/^FN:(.*?)\r?$/gm)].map(([, name = ""]) => name).sort();
}

/** Without sync tokens: only ETags, and what is in the collection. */
function plain(members: readonly string[], etag = "1"): (asked: Asked) => Answer {
  return (asked) => {
    if (isMultiget(asked)) return { body: given(cardsAskedFor(asked)) };
    if (asked.method === "REPORT") return { status: 501 };
    const self = found(BOOK, `${collection}<cs:getctag>${members.join()}${etag}</cs:getctag>`);
    const list = members.map((name) => found(`${BOOK}${name}.vcf`, `<d:getetag>"${etag}"</d:getetag>`));
    return { body: multi(asked.depth === "0" ? self : self + list.join("")) };
  };
}

describe("an address book without sync tokens", () => {
  it("is compared by ctag and ETags, and only what changed is fetched", async () => {
    const { all, become, requests } = await setUp(plain(names));
    expect(await all()).toEqual(names);
    requests.length = 0;
    expect(await all()).toEqual(names);
    expect(requests.map(({ method, depth }) => `${method} ${depth}`)).toEqual(["PROPFIND 0"]);
    become(plain(["Anna", "Carl", "Eva"]));
    requests.length = 0;
    expect(await all()).toEqual(["Anna", "Carl", "Eva"]);
    expect(requests.filter(isMultiget).map(cardsAskedFor)).toEqual([[`${BOOK}Eva.vcf`]]);
  });

  it("whose list does not even name the address book is not taken for an empty one", async () => {
    const { all, fetch: sync, become } = await setUp(plain(names));
    await all();
    become(({ depth }) => ({ body: depth === "0" ? multi(found(BOOK, collection)) : multi("") }));
    expect(await sync()).toMatchObject({ ok: false, code: "refused" });
    become(plain(names));
    expect(await all()).toEqual(names);
  });

  it("whose answer breaks off, also where nobody can tell by its length, loses nobody", async () => {
    const { all, fetch: sync, become } = await setUp(plain(names));
    await all();
    become((asked) => {
      if (asked.depth === "0") return plain(["Anna"])(asked);
      const whole = plain(["Anna", "Bo"])(asked);
      return typeof whole === "function" ? whole : { body: (whole.body ?? "").slice(0, -40) };
    });
    expect(await sync()).toMatchObject({ ok: false, code: "refused" });
    become((asked) =>
      asked.depth === "0"
        ? plain(["Anna"])(asked)
        : (response) => {
            response.writeHead(207, { "Content-Length": "100000" });
            response.write(multi("").slice(0, 60), () => response.destroy());
          },
    );
    expect(await sync()).toMatchObject({ ok: false, code: "unreachable" });
    become(plain(names));
    expect(await all()).toEqual(names);
  });
});

describe("sync tokens", () => {
  /** Says what it has since each token. */
  const tokens =
    (of: (token: string) => string | { status: number }) =>
    (asked: Asked): Answer => {
      if (isMultiget(asked)) return { body: given(cardsAskedFor(asked)) };
      if (isSync(asked)) {
        const said = of(/<d:sync-token>([^<]*)<\/d:sync-token>/.exec(asked.body)?.[1] ?? "");
        return typeof said === "string" ? { body: multi(said) } : said;
      }
      return { body: multi(found(BOOK, `${collection}<d:sync-token>x</d:sync-token>`)) };
    };
  const member = (name: string, etag = "1") => found(`${BOOK}${name}.vcf`, `<d:getetag>"${etag}"</d:getetag>`);
  const gone = (name: string) =>
    `<d:response><d:href>${BOOK}${name}.vcf</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>`;
  const cut = `<d:response><d:href>${BOOK}</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status></d:response>`;

  it("of a server that tells a part at a time (507) are followed to the end", async () => {
    const { all } = await setUp(
      tokens((token) => {
        if (token === "") return `${member("Anna")}${cut}<d:sync-token>one</d:sync-token>`;
        if (token === "one") return `${member("Bo")}${cut}<d:sync-token>two</d:sync-token>`;
        return `${member("Carl")}<d:sync-token>three</d:sync-token>`;
      }),
    );
    expect(await all()).toEqual(["Anna", "Bo", "Carl"]);
  });

  it.each([403, 409, 410, 412, 400])(
    "that the server has forgotten (%i): all is asked for anew, and who has gone goes",
    async (status) => {
      const { all, become } = await setUp(
        tokens((token) =>
          token === "" ? `${names.map((name) => member(name)).join("")}<d:sync-token>one</d:sync-token>` : "",
        ),
      );
      expect(await all()).toEqual(names);
      become(
        tokens((token) =>
          token === "" ? `${member("Anna")}${member("Bo")}<d:sync-token>new</d:sync-token>` : { status },
        ),
      );
      expect(await all()).toEqual(["Anna", "Bo"]);
    },
  );

  it("deletions are told by 404, and a card that went between two questions is none", async () => {
    const { all, become } = await setUp(
      tokens(() => `${names.map((name) => member(name)).join("")}<d:sync-token>one</d:sync-token>`),
    );
    await all();
    const next = tokens(() => `${gone("Bo")}${member("Eva")}<d:sync-token>two</d:sync-token>`);
    become((asked) => (isMultiget(asked) ? { body: multi(gone("Eva")) } : next(asked)));
    expect(await all()).toEqual(["Anna", "Carl", "Ditte"]);
  });

  it("a server that gives a few cards at a time is asked again, and one that gives none is not believed", async () => {
    const many = Array.from({ length: 7 }, (_, n) => `Person ${n}`.replace(" ", ""));
    const says = tokens(() => `${many.map((name) => member(name)).join("")}<d:sync-token>one</d:sync-token>`);
    const {
      all,
      fetch: sync,
      become,
    } = await setUp((asked) => (isMultiget(asked) ? { body: multi("") } : says(asked)));
    expect(await sync()).toMatchObject({ ok: false, code: "refused" });
    become((asked) => (isMultiget(asked) ? { body: given(cardsAskedFor(asked).slice(0, 3)) } : says(asked)));
    expect(await all()).toEqual(many);
  });

  it("a server that goes round in circles is left", async () => {
    let round = 0;
    const { fetch: sync } = await setUp(
      tokens(() => {
        round += 1;
        return `${member("Anna")}${cut}<d:sync-token>${round}</d:sync-token>`;
      }),
    );
    expect(await sync()).toMatchObject({ ok: false, code: "refused", detail: "the server never comes to an end" });
  });
});

describe("XML", () => {
  it("with other prefixes, a default namespace, whole addresses and escaped characters means the same", async () => {
    const { all, origin } = await setUp((asked) => {
      const path = `${BOOK}%C3%86ble%20%26%20co.vcf`;
      if (isMultiget(asked)) {
        const body = `<multistatus xmlns="DAV:" xmlns:X="urn:ietf:params:xml:ns:carddav"><response><href>${origin}${path}</href><propstat><prop><getetag>"1"</getetag><X:address-data>BEGIN:VCARD&#13;\nVERSION:3.0&#13;\nFN:Æble &amp; co&#13;\nEND:VCARD&#13;\n</X:address-data></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>`;
        return { body };
      }
      if (asked.method === "REPORT") return { status: 403 };
      const self = `<response><href>${BOOK}</href><propstat><prop><resourcetype><collection/></resourcetype></prop><status>HTTP/1.1 200 OK</status></propstat></response>`;
      const one = `<response><href>${BOOK}Æble%20&amp;%20co.vcf</href><propstat><prop><getetag>"1"</getetag></prop><status>HTTP/1.1 200 OK</status></propstat></response>`;
      return { body: `<multistatus xmlns="DAV:">${self}${asked.depth === "0" ? "" : one}</multistatus>` };
    });
    expect(await all()).toEqual(["Æble & co"]);
  });

  it("with entities that grow without end is refused at once", async () => {
    const laughs = Array.from({ length: 12 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join("");
    const bomb = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">${laughs}]><d:multistatus xmlns:d="DAV:">${found(BOOK, "<d:getetag>&l12;</d:getetag>")}</d:multistatus>`;
    const { fetch: sync } = await setUp(() => ({ body: bomb }));
    const began = performance.now();
    expect(await sync()).toMatchObject({ ok: false });
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe("what is no address book", () => {
  it.each([
    [
      "a page for logging in",
      { status: 200, headers: { "Content-Type": "text/html" }, body: "<html>Log in</html>" },
      "refused",
    ],
    ["a page that says it is one", { status: 207, body: "<html>Log in</html>" }, "refused"],
    ["a password that does not count any more", { status: 401 }, "credentials"],
    ["one that is closed to this user", { status: 403 }, "refused"],
    ["one that has gone", { status: 404 }, "refused"],
    ["a server with too much to do", { status: 503 }, "unreachable"],
  ] as const)("%s leaves the former contacts", async (_, answer, code) => {
    const { all, fetch: sync, become } = await setUp(plain(names));
    await all();
    become(() => ({ ...answer }));
    expect(await sync()).toMatchObject({ ok: false, code });
    become(plain(names));
    expect(await all()).toEqual(names);
  });

  it("is found out when looking for address books, with words for what it is", async () => {
    const { origin, become } = await setUp(() => ({ status: 200, body: "<html></html>" }));
    const finder = createAddressBookFinder(fetch);
    expect(await finder.find(origin, "anna", "p")).toMatchObject({ ok: false });
    become(() => ({ status: 401 }));
    expect(await finder.find(origin, "anna", "p")).toMatchObject({ ok: false, code: "credentials" });
  });

  it("a well-known address that sends on is followed, and the password stays with its server", async () => {
    const other = await setUp(() => ({ status: 200, body: "<html></html>" }));
    let authorized: string | undefined;
    const eavesdropper = createServer((request, response) => {
      authorized = request.headers.authorization;
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => eavesdropper.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void eavesdropper.close());
    const { port } = eavesdropper.address() as AddressInfo;
    other.become(() => ({ status: 302, headers: { Location: `http://127.0.0.1:${port}/dav/` } }));
    await createAddressBookFinder(fetch).find(other.origin, "anna", "secret");
    expect(authorized).toBeUndefined();
  });
});
