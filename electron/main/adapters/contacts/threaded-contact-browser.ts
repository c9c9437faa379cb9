import { Worker } from "node:worker_threads";
import type { ContactBrowser, ExtraEntry, Preferences } from "../../ports/contact-browser.ts";
import type { BrowseAnswer, BrowseRequest, ListValue, SearchValue } from "./browse-messages.ts";
import type { ContactFolder } from "./contact-folder.ts";

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

interface WaitingSearch {
  text: string;
  limit: number;
  resolve(value: SearchValue | undefined): void;
  reject(error: unknown): void;
}

/**
 * Searches in a thread, which is there from when it is prepared or first asked. One search runs at a time and one waits: whoever types on makes
 * the one that waits needless.
 */
export class ThreadedContactBrowser implements ContactBrowser {
  readonly #folder: ContactFolder;
  readonly #thread: URL;
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #ids = 0;
  #extras: readonly ExtraEntry[] = [];
  #preferences: Preferences = { favourites: [], spoken: [] };
  #isSearching = false;
  #nextSearch: WaitingSearch | undefined;

  /** @param thread the program of the thread, `browse-thread` */
  constructor(folder: ContactFolder, thread: URL) {
    this.#folder = folder;
    this.#thread = thread;
    folder.onChange(async (paths) => {
      if (this.#worker !== undefined) await this.#ask({ type: "files", id: 0, paths: [...paths] });
    });
  }

  setExtras(extras: readonly ExtraEntry[]): void {
    this.#extras = extras;
    this.#worker?.postMessage({ type: "extras", extras } satisfies BrowseRequest);
  }

  setPreferences(preferences: Preferences): void {
    this.#preferences = preferences;
    this.#worker?.postMessage({ type: "preferences", preferences } satisfies BrowseRequest);
  }

  /** So that the first search finds the thread there, and the files open. */
  prepare(): void {
    this.#started();
  }

  search(text: string, limit: number): Promise<SearchValue | undefined> {
    return new Promise((resolve, reject) => {
      this.#nextSearch?.resolve(undefined);
      this.#nextSearch = { text, limit, resolve, reject };
      if (!this.#isSearching) void this.#searchNext();
    });
  }

  async list(offset: number, limit: number): Promise<ListValue> {
    return (await this.#ask({ type: "list", id: 0, offset, limit })) as ListValue;
  }

  async dispose(): Promise<void> {
    await this.#worker?.terminate();
  }

  async #searchNext(): Promise<void> {
    this.#isSearching = true;
    for (let search = this.#nextSearch; search !== undefined; search = this.#nextSearch) {
      this.#nextSearch = undefined;
      const { text, limit, resolve, reject } = search;
      try {
        const value = (await this.#ask({ type: "search", id: 0, text, limit })) as SearchValue;
        // Somebody typed on meanwhile, and his answer is to be the next that is shown.
        resolve(this.#nextSearch === undefined ? value : undefined);
      } catch (error) {
        reject(error);
      }
    }
    this.#isSearching = false;
  }

  #ask(request: Extract<BrowseRequest, { id: number }>): Promise<unknown> {
    const worker = this.#started();
    this.#ids += 1;
    const id = this.#ids;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ ...request, id });
    });
  }

  #started(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(this.#thread, { execArgv: [] });
    this.#worker = worker;
    worker.on("message", (answer: BrowseAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ("failed" in answer) waiting?.reject(new Error(answer.failed));
      else waiting?.resolve(answer.value);
    });
    const onGone = (reason: Error) => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const { reject } of this.#waiting.values()) reject(reason);
      this.#waiting.clear();
    };
    worker.on("error", onGone);
    worker.on("exit", () => onGone(new Error("the search thread ended")));
    worker.postMessage({ type: "extras", extras: this.#extras } satisfies BrowseRequest);
    worker.postMessage({ type: "preferences", preferences: this.#preferences } satisfies BrowseRequest);
    // Also asked for, so that its answer has somebody.
    void this.#ask({ type: "files", id: 0, paths: [...this.#folder.paths] }).catch(() => undefined);
    return worker;
  }
}
