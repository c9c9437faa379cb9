import type { HttpFetch } from "../http-contact-list.ts";
import { basicAuthorization, isSafeAddress } from "../safe-address.ts";
import { type MultiStatus, readMultiStatus } from "./dav-xml.ts";

/** Milliseconds until an answer has to be there. */
const TIMEOUT_MS = 60_000;
/** Bytes of one answer. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Why a server did not answer as it should. */
export class DavError extends Error {
  readonly code: "unreachable" | "credentials" | "refused" | "insecure" | "too-big" | "cancelled";
  readonly status: number | undefined;

  constructor(code: DavError["code"], message: string, status?: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export interface DavAccess {
  username: string | undefined;
  password: string | undefined;
  signal: AbortSignal;
}

/** Requests of WebDAV (RFC 4918) with HTTP Basic. Names and passwords go to addresses on one server only. */
export class DavClient {
  readonly #fetch: HttpFetch;
  readonly #access: DavAccess;
  /** Origin of the server that may have the password. */
  readonly #origin: string;

  /** @throws DavError `insecure` */
  constructor(fetch: HttpFetch, server: string, access: DavAccess) {
    if (!isSafeAddress(server)) throw new DavError("insecure", "the address is not encrypted");
    this.#fetch = fetch;
    this.#access = access;
    this.#origin = new URL(server).origin;
  }

  /** @throws DavError where there is no 207 answer */
  async propfind(url: string, depth: "0" | "1", properties: string): Promise<MultiStatus & { url: string }> {
    const body = `<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav" xmlns:cs="http://calendarserver.org/ns/"><d:prop>${properties}</d:prop></d:propfind>`;
    return this.#multiStatus(url, "PROPFIND", depth, body);
  }

  /** @throws DavError where there is no 207 answer */
  async report(url: string, depth: "0" | "1", body: string): Promise<MultiStatus> {
    return this.#multiStatus(url, "REPORT", depth, `<?xml version="1.0" encoding="utf-8"?>${body}`);
  }

  async #multiStatus(url: string, method: string, depth: string, body: string): Promise<MultiStatus & { url: string }> {
    const response = await this.#send(url, {
      method,
      headers: { Depth: depth, "Content-Type": "application/xml; charset=utf-8", Accept: "application/xml, text/xml" },
      body,
    });
    const text = await this.#textOf(response);
    const found = response.status === 207 ? readMultiStatus(text) : undefined;
    if (found === undefined)
      throw new DavError("refused", "the server does not answer as a CardDAV server", response.status);
    return { ...found, url: response.url === "" ? url : response.url };
  }

  async #send(url: string, init: { method: string; headers: Record<string, string>; body: string }): Promise<Response> {
    if (!isSafeAddress(url)) throw new DavError("insecure", "the server sends on to an address that is not encrypted");
    const { username, password, signal } = this.#access;
    const isOwnServer = new URL(url).origin === this.#origin;
    let response: Response;
    try {
      response = await this.#fetch(url, {
        ...init,
        headers: { ...init.headers, ...(isOwnServer ? basicAuthorization(username, password) : {}) },
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
    } catch (error) {
      if (signal.aborted) throw new DavError("cancelled", "cancelled");
      throw new DavError("unreachable", reasonOf(error));
    }
    if (response.url !== "" && !isSafeAddress(response.url))
      throw new DavError("insecure", "the server sends on unencrypted");
    const { status } = response;
    if (response.ok) return response;
    await response.body?.cancel();
    if (status === 401) throw new DavError("credentials", "the server does not accept user name and password", status);
    if (status >= 500 || status === 429)
      throw new DavError("unreachable", `the server answered with ${status}`, status);
    throw new DavError("refused", `the server answered with ${status}`, status);
  }

  async #textOf(response: Response): Promise<string> {
    const decoder = new TextDecoder();
    let text = "";
    let bytes = 0;
    try {
      for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
        bytes += chunk.length;
        if (bytes > MOST_BYTES) throw new DavError("too-big", "the server's answer is too long");
        text += decoder.decode(chunk, { stream: true });
      }
    } catch (error) {
      if (error instanceof DavError) throw error;
      if (this.#access.signal.aborted) throw new DavError("cancelled", "cancelled");
      throw new DavError("unreachable", reasonOf(error));
    }
    return text + decoder.decode();
  }
}

/** Node puts the reason behind "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "no connection";
  const cause = error.cause instanceof Error ? error.cause : error;
  return "code" in cause ? String(cause.code) : cause.message.replace(/https?:\S+/g, "…").slice(0, 200);
}
