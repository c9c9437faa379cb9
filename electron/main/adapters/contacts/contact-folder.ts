import type { IndexedContact } from "../../ports/contact-index.ts";
import { contactFilePath, openContactFolder, removeFile, removeLargeFile } from "./contact-file.ts";
import { ContactFileError, ContactFileReader } from "./contact-file-reader.ts";
import { contactId } from "./contact-id.ts";
import type { OpenSource } from "./sqlite-contact-index.ts";

interface Current extends OpenSource {
  path: string;
  generation: number;
}

/** The files of contacts that count now, one for each source, open for reading. */
export class ContactFolder {
  readonly #folder: string;
  readonly #current = new Map<string, Current>();
  #order: readonly string[] = [];
  #sorted: readonly OpenSource[] = [];
  readonly #listeners = new Set<(paths: ReadonlyMap<string, string>) => Promise<void>>();
  /** Sources whose file could not be read and was deleted: they are to be read anew. */
  readonly damaged: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
    for (const { source, generation, path } of openContactFolder(folder).values()) {
      try {
        this.#current.set(source, { source, generation, path, reader: new ContactFileReader(path) });
      } catch (error) {
        if (!(error instanceof ContactFileError)) throw error;
        removeFile(path);
        this.damaged.push(source);
      }
    }
    this.#sort();
  }

  /** In the order that counts. */
  get sources(): readonly OpenSource[] {
    return this.#sorted;
  }

  get paths(): ReadonlyMap<string, string> {
    return new Map(this.#sorted.map(({ source }) => [source, this.#current.get(source)?.path ?? ""]));
  }

  /** Whose word counts first; sources that are not named come last. */
  setOrder(order: readonly string[]): void {
    this.#order = order;
    this.#sort();
    void this.#tell();
  }

  get(source: string): OpenSource | undefined {
    return this.#current.get(source);
  }

  /** Where the next file of a source is to be. */
  next(source: string): { path: string; former: string | undefined } {
    const current = this.#current.get(source);
    const generation = (current?.generation ?? 0) + 1;
    return { path: contactFilePath(this.#folder, source, generation), former: current?.reader.fingerprint };
  }

  /** The file that `next` named is there: it counts from now on, and the former one goes when nobody reads it any more. */
  async flip(source: string): Promise<void> {
    const former = this.#current.get(source);
    const generation = (former?.generation ?? 0) + 1;
    const path = contactFilePath(this.#folder, source, generation);
    this.#current.set(source, { source, generation, path, reader: new ContactFileReader(path) });
    await this.#replaced(former);
  }

  async remove(source: string): Promise<void> {
    const former = this.#current.get(source);
    this.#current.delete(source);
    await this.#replaced(former);
  }

  /** @param listener resolves when it reads the files that are told, and no other */
  onChange(listener: (paths: ReadonlyMap<string, string>) => Promise<void>): void {
    this.#listeners.add(listener);
  }

  /** All entries, source by source. */
  *entries(): Generator<IndexedContact> {
    for (const { source, reader } of this.#sorted) {
      for (let id = 1; id <= reader.contacts; id += 1) {
        const { key, contact } = reader.keyed(id);
        yield { id: contactId(source, key), source, contact };
      }
    }
  }

  close(): void {
    for (const { reader } of this.#current.values()) reader.close();
    this.#current.clear();
    this.#sorted = [];
  }

  async #replaced(former: Current | undefined): Promise<void> {
    this.#sort();
    await this.#tell();
    if (former === undefined) return;
    former.reader.close();
    await removeLargeFile(former.path);
  }

  async #tell(): Promise<void> {
    await Promise.all([...this.#listeners].map((listener) => listener(this.paths)));
  }

  #sort(): void {
    const place = (source: string) => {
      const at = this.#order.indexOf(source);
      return at < 0 ? this.#order.length : at;
    };
    this.#sorted = [...this.#current.values()].sort((a, b) => place(a.source) - place(b.source));
  }
}
