import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ContactFetcher, Fetched } from "../../ports/contact-fetcher.ts";
import { basicAuthorization, isSafeAddress } from "./safe-address.ts";

export type HttpFetch = (url: string, init: RequestInit) => Promise<Response>;

/** Bytes. */
const MOST_BYTES = 1024 ** 3;
/** Milliseconds without anything new. */
const SILENT_MS = 30_000;

class TooBig extends Error {}

/** A vCard or CSV file on the web, asked whether it has changed (RFC 9110, section 13) before it is fetched. */
export class HttpContactList implements ContactFetcher {
  readonly #fetch: HttpFetch;
  readonly #folder: string;
  readonly #mostBytes: number;
  readonly #silentMs: number;

  /** @param folder for what is fetched, until it is read */
  constructor(
    fetch: HttpFetch,
    folder: string,
    { mostBytes = MOST_BYTES, silentMs = SILENT_MS }: { mostBytes?: number; silentMs?: number } = {},
  ) {
    this.#fetch = fetch;
    this.#folder = folder;
    this.#mostBytes = mostBytes;
    this.#silentMs = silentMs;
  }

  async fetch(
    { id, location, username, validators = {} }: Parameters<ContactFetcher["fetch"]>[0],
    { password, isWanted, signal }: Parameters<ContactFetcher["fetch"]>[1],
  ): Promise<Fetched> {
    if (!isSafeAddress(location)) return { ok: false, code: "insecure" };
    const silence = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), this.#silentMs);
    };
    heard();
    const file = join(this.#folder, `${id}.download`);
    try {
      const response = await this.#fetch(location, {
        headers: {
          Accept: "text/vcard, text/csv, text/x-vcard, text/plain;q=0.8, */*;q=0.5",
          ...basicAuthorization(username, password),
          ...(isWanted ? {} : conditions(validators)),
        },
        // Nothing of the employee's browser goes along, and nothing is answered from a cache.
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.any([signal, silence.signal]),
      });
      if (response.url !== "" && !isSafeAddress(response.url)) return { ok: false, code: "insecure" };
      if (response.status === 304) return { ok: true, files: "unchanged", validators, release: async () => {} };
      if (!response.ok) return refusal(response.status);
      await mkdir(this.#folder, { recursive: true });
      await this.#save(response, file, heard);
      return { ok: true, files: [file], validators: validatorsOf(response), release: () => rm(file, { force: true }) };
    } catch (error) {
      await rm(file, { force: true });
      if (signal.aborted) return { ok: false, code: "cancelled" };
      if (error instanceof TooBig) return { ok: false, code: "too-big" };
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (code === "ENOSPC" || code === "EDQUOT") return { ok: false, code: "disk-full" };
      return { ok: false, code: "unreachable", detail: silence.signal.aborted ? "no answer in time" : reasonOf(error) };
    } finally {
      clearTimeout(timer);
    }
  }

  async #save(response: Response, file: string, heard: () => void): Promise<void> {
    const mostBytes = this.#mostBytes;
    let bytes = 0;
    if (response.body === null) return;
    await pipeline(
      Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]),
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          heard();
          bytes += chunk.length;
          if (bytes > mostBytes) throw new TooBig();
          yield chunk;
        }
      },
      createWriteStream(file, { mode: 0o600 }),
    );
  }
}

function conditions({ etag, lastModified }: Record<string, string>): Record<string, string> {
  if (etag !== undefined) return { "If-None-Match": etag };
  return lastModified === undefined ? {} : { "If-Modified-Since": lastModified };
}

function validatorsOf({ headers }: Response): Record<string, string> {
  const etag = headers.get("etag");
  const lastModified = headers.get("last-modified");
  return { ...(etag === null ? {} : { etag }), ...(lastModified === null ? {} : { lastModified }) };
}

function refusal(status: number): Fetched {
  if (status === 401 || status === 407) return { ok: false, code: "credentials" };
  if (status === 404 || status === 410) return { ok: false, code: "not-found", detail: `HTTP ${status}` };
  if (status >= 500 || status === 408 || status === 429)
    return { ok: false, code: "unreachable", detail: `HTTP ${status}` };
  return { ok: false, code: "refused", detail: `HTTP ${status}` };
}

/** Node puts the reason behind "fetch failed". No address: it may hold a key. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "no connection";
  const cause = error.cause instanceof Error ? error.cause : error;
  return "code" in cause ? String(cause.code) : cause.message.replace(/https?:\S+/g, "…").slice(0, 200);
}
