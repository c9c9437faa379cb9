import type { AddressBookFinder } from "../../../ports/address-book-finder.ts";
import type { HttpFetch } from "../http-contact-list.ts";
import { DavClient, DavError } from "./dav-client.ts";
import { child, type DavResource, hrefIn } from "./dav-xml.ts";

type AddressBook = { url: string; name: string };

/**
 * A person's address books from any address of a server: the address itself may be one, or tell whose it is; else the well-known
 * place does (RFC 6764, section 6), from where the way is: who am I (RFC 5397), where are my address books (RFC 6352, section 7.1).
 */
export function createAddressBookFinder(fetch: HttpFetch): AddressBookFinder {
  return {
    async find(url, username, password) {
      try {
        const access = { username, password, signal: new AbortController().signal };
        const addressBooks = await find(new DavClient(fetch, url, access), url);
        return addressBooks.length === 0 ? { ok: false, code: "no-address-book" } : { ok: true, addressBooks };
      } catch (error) {
        if (!(error instanceof DavError)) throw error;
        const code = error.code === "too-big" || error.code === "cancelled" ? "refused" : error.code;
        return { ok: false, code, detail: error.message };
      }
    },
  };
}

async function find(client: DavClient, url: string): Promise<AddressBook[]> {
  const tried: DavError[] = [];
  for (const start of [url, new URL("/.well-known/carddav", url).href, new URL("/", url).href]) {
    try {
      const found = await findFrom(client, start);
      if (found.length > 0) return found;
    } catch (error) {
      // A wrong password is wrong everywhere; anything else may be another place.
      if (!(error instanceof DavError) || error.code === "credentials" || error.code === "insecure") throw error;
      tried.push(error);
    }
  }
  const [first] = tried;
  if (tried.length === 3 && first !== undefined) throw first;
  return [];
}

async function findFrom(client: DavClient, start: string): Promise<AddressBook[]> {
  const here = await client.propfind(
    start,
    "0",
    "<d:resourcetype/><d:displayname/><d:current-user-principal/><d:principal-URL/><c:addressbook-home-set/>",
  );
  const [resource] = here.resources;
  if (resource === undefined) return [];
  if (isAddressBook(resource)) return [bookOf(resource, here.url)];
  const home = hrefIn(resource.properties["addressbook-home-set"]) ?? (await homeOf(client, resource, here.url));
  if (home === undefined) return booksIn(client, here.url);
  return booksIn(client, new URL(home, here.url).href);
}

async function homeOf(client: DavClient, { properties }: DavResource, base: string): Promise<string | undefined> {
  const principal = hrefIn(properties["current-user-principal"]) ?? hrefIn(properties["principal-URL"]);
  if (principal === undefined) return undefined;
  const url = new URL(principal, base).href;
  const { resources, url: at } = await client.propfind(url, "0", "<c:addressbook-home-set/>");
  const home = hrefIn(resources[0]?.properties["addressbook-home-set"]);
  return home === undefined ? undefined : new URL(home, at).href;
}

async function booksIn(client: DavClient, home: string): Promise<AddressBook[]> {
  const { resources, url } = await client.propfind(home, "1", "<d:resourcetype/><d:displayname/>");
  return resources.filter(isAddressBook).map((resource) => bookOf(resource, url));
}

function isAddressBook({ properties }: DavResource): boolean {
  return child(properties.resourcetype, "addressbook") !== undefined;
}

function bookOf({ href, properties }: DavResource, base: string): AddressBook {
  const url = new URL(href, base);
  const { displayname } = properties;
  const ownName = decodeURI(url.pathname).split("/").filter(Boolean).at(-1) ?? url.hostname;
  return { url: url.href, name: typeof displayname === "string" && displayname !== "" ? displayname : ownName };
}
