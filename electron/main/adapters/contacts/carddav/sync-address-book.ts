import type { CardMirror } from "./card-mirror.ts";
import { type DavClient, DavError } from "./dav-client.ts";
import { type DavResource, escapeXml, type MultiStatus } from "./dav-xml.ts";

/** Cards that are asked for at a time. */
const MULTIGET = 100;
/** Answers of one synchronisation; a server that cuts more often goes round in circles. */
const MOST_ROUNDS = 1_000;
const TOKEN = "token:";
const CTAG = "ctag:";

/**
 * Brings the mirror of an address book up to date: by what has changed since its sync token (RFC 6578), else, where the server
 * does not offer that, by comparing ETags when its ctag has changed.
 *
 * @returns whether anything has changed
 * @throws DavError
 */
export async function syncAddressBook(client: DavClient, mirror: CardMirror, book: string): Promise<boolean> {
  const { resources } = await client.propfind(book, "0", "<d:sync-token/><cs:getctag/><d:supported-report-set/>");
  const properties = resources[0]?.properties ?? {};
  if (typeof properties["sync-token"] === "string") {
    try {
      return await byToken(client, mirror, book);
    } catch (error) {
      // The report is not there, whatever the server says.
      if (!(error instanceof DavError) || ![400, 403, 405, 415, 501].includes(error.status ?? 0)) throw error;
    }
  }
  return byEtags(client, mirror, book, typeof properties.getctag === "string" ? properties.getctag : undefined);
}

async function byToken(client: DavClient, mirror: CardMirror, book: string): Promise<boolean> {
  const state = mirror.state(book);
  let token = state?.startsWith(TOKEN) === true ? state.slice(TOKEN.length) : "";
  const isFirst = token === "";
  const gone = isFirst ? new Set(mirror.etags(book).keys()) : new Set<string>();
  let hasChanged = false;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const answer = await syncReport(client, mirror, book, token);
    if (answer === "expired") {
      // The server has forgotten what was told when: everything anew.
      mirror.forgetState(book);
      return byToken(client, mirror, book);
    }
    const { resources, syncToken } = answer;
    const known = mirror.etags(book);
    const isCut = resources.some(({ status }) => status === 507);
    const removed: string[] = [];
    const wanted = new Map<string, string>();
    for (const resource of resources) {
      const href = pathOf(resource.href, book);
      // The address book itself, which says that there is more.
      if (href === undefined || resource.status === 507 || href === pathOf(book, book)) continue;
      gone.delete(href);
      if (resource.status === 404) removed.push(href);
      else if (known.get(href) !== etagOf(resource)) wanted.set(href, etagOf(resource));
    }
    const put = await fetchCards(client, book, [...wanted.keys()]);
    const isLast = !isCut;
    mirror.apply(book, {
      put,
      remove: isLast && isFirst ? [...removed, ...gone] : removed,
      ...(syncToken === undefined ? {} : { state: `${TOKEN}${syncToken}` }),
    });
    hasChanged ||= put.length > 0 || removed.length > 0 || (isLast && isFirst && gone.size > 0);
    if (isLast || syncToken === undefined || syncToken === token) return hasChanged;
    token = syncToken;
  }
  throw new DavError("refused", "the server never comes to an end");
}

async function syncReport(
  client: DavClient,
  mirror: CardMirror,
  book: string,
  token: string,
): Promise<MultiStatus | "expired"> {
  const body = `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${escapeXml(token)}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`;
  try {
    return await client.report(book, "0", body);
  } catch (error) {
    // RFC 6578, section 3.2: a token that is not valid is refused with 403; some say 400, 409, 410 or 412.
    const isExpired = error instanceof DavError && [400, 403, 409, 410, 412].includes(error.status ?? 0);
    if (token !== "" && isExpired && mirror.state(book) !== undefined) return "expired";
    throw error;
  }
}

async function byEtags(
  client: DavClient,
  mirror: CardMirror,
  book: string,
  ctag: string | undefined,
): Promise<boolean> {
  const state = ctag === undefined ? undefined : `${CTAG}${ctag}`;
  if (state !== undefined && mirror.state(book) === state) return false;
  const { resources } = await client.propfind(book, "1", "<d:getetag/><d:resourcetype/>");
  const known = mirror.etags(book);
  const wanted: string[] = [];
  const self = pathOf(book, book);
  // RFC 4918, section 9.1: the collection itself is always there. Without it, this is no list of what it has.
  if (!resources.some(({ href }) => pathOf(href, book)?.replace(/\/$/, "") === self?.replace(/\/$/, "")))
    throw new DavError("refused", "the server does not say what is in the address book");
  for (const resource of resources) {
    const href = pathOf(resource.href, book);
    const isCollection = typeof resource.properties.resourcetype === "object";
    if (href === undefined || href === self || `${href}/` === self || isCollection) continue;
    if (known.get(href) !== etagOf(resource) || etagOf(resource) === "") wanted.push(href);
    known.delete(href);
  }
  const put = await fetchCards(client, book, wanted);
  mirror.apply(book, { put, remove: [...known.keys()], ...(state === undefined ? {} : { state }) });
  return put.length > 0 || known.size > 0;
}

async function fetchCards(
  client: DavClient,
  book: string,
  hrefs: readonly string[],
): Promise<{ href: string; etag: string; card: string }[]> {
  const cards: { href: string; etag: string; card: string }[] = [];
  const missing = new Set(hrefs);
  while (missing.size > 0) {
    const asked = [...missing].slice(0, MULTIGET);
    const some = asked.map((href) => `<d:href>${escapeXml(href)}</d:href>`);
    const body = `<c:addressbook-multiget xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><d:prop><d:getetag/><c:address-data/></d:prop>${some.join("")}</c:addressbook-multiget>`;
    const { resources } = await client.report(book, "1", body);
    const before = missing.size;
    for (const resource of resources) {
      const href = pathOf(resource.href, book);
      // 507: it gives no more at a time, and what is missing is asked for again.
      if (href === undefined || resource.status === 507 || !missing.delete(href)) continue;
      const card = resource.properties["address-data"];
      // One that went meanwhile has none, and is told the next time.
      if (typeof card === "string" && card !== "") cards.push({ href, etag: etagOf(resource), card });
    }
    if (missing.size === before) throw new DavError("refused", "the server does not give the contacts that it lists");
  }
  return cards;
}

function etagOf({ properties }: DavResource): string {
  return typeof properties.getetag === "string" ? properties.getetag : "";
}

/** Servers write one address in several ways: whole or as a path, with this or that character escaped. */
function pathOf(href: string, base: string): string | undefined {
  if (!URL.canParse(href, base)) return undefined;
  const { pathname } = new URL(href, base);
  try {
    return pathname
      .split("/")
      .map((part) => encodeURIComponent(decodeURIComponent(part)))
      .join("/");
  } catch {
    return pathname;
  }
}
