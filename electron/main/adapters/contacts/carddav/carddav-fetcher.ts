import { mkdirSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ContactFetcher, Fetched } from "../../../ports/contact-fetcher.ts";
import { removeFile } from "../contact-file.ts";
import type { HttpFetch } from "../http-contact-list.ts";
import { CardMirror } from "./card-mirror.ts";
import { DavClient, DavError } from "./dav-client.ts";
import { syncAddressBook } from "./sync-address-book.ts";

/** Characters that are gathered before they are written. */
const PIECE = 256 * 1024;

/** Address books on a CardDAV server (RFC 6352), by a mirror of their cards. */
export class CarddavFetcher implements ContactFetcher {
  readonly #fetch: HttpFetch;
  readonly #folder: string;

  /** @param folder for mirrors, and for cards until they are read */
  constructor(fetch: HttpFetch, folder: string) {
    this.#fetch = fetch;
    this.#folder = folder;
  }

  async fetch(
    { id, location, username, addressBooks = [], result }: Parameters<ContactFetcher["fetch"]>[0],
    { password, isWanted, signal }: Parameters<ContactFetcher["fetch"]>[1],
  ): Promise<Fetched> {
    let mirror: CardMirror | undefined;
    try {
      mkdirSync(this.#folder, { recursive: true });
      mirror = new CardMirror(join(this.#folder, `${id}.cards`));
      const client = new DavClient(this.#fetch, location, { username, password, signal });
      let hasChanged = false;
      for (const book of addressBooks) hasChanged = (await syncAddressBook(client, mirror, book)) || hasChanged;
      mirror.keepOnly(addressBooks);
      // What was fetched the last time may not have been imported.
      if (!hasChanged && !isWanted && result?.state === "done") {
        return { ok: true, files: "unchanged", validators: {}, release: async () => {} };
      }
      const file = join(this.#folder, `${id}.vcf`);
      const isEmpty = await writeCards(mirror, file);
      return { ok: true, files: isEmpty ? [] : [file], validators: {}, release: () => rm(file, { force: true }) };
    } catch (error) {
      if (error instanceof DavError) return { ok: false, code: error.code, detail: error.message };
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (["ENOSPC", "EDQUOT", "SQLITE_FULL"].includes(code)) return { ok: false, code: "disk-full" };
      throw error;
    } finally {
      mirror?.close();
    }
  }

  /** The source has been removed. */
  forget(id: string): void {
    for (const suffix of [".cards", ".cards-wal", ".cards-shm", ".vcf"])
      removeFile(join(this.#folder, `${id}${suffix}`));
  }
}

/** @returns whether there was none */
async function writeCards(mirror: CardMirror, path: string): Promise<boolean> {
  const file = await open(path, "w", 0o600);
  let isEmpty = true;
  try {
    let piece = "";
    for (const card of mirror.cards()) {
      isEmpty = false;
      piece += `${card.trimEnd()}\r\n`;
      if (piece.length < PIECE) continue;
      await file.write(piece);
      piece = "";
    }
    await file.write(piece);
  } finally {
    await file.close();
  }
  return isEmpty;
}
