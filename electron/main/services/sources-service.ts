import type { CsvMapping } from "../../../shared/contacts/csv-mapping.ts";
import type { ImportProgress, ShownSource, SourceResult } from "../../../shared/contacts/source.ts";
import { defined } from "../../../shared/defined.ts";
import type { Clock } from "../ports/clock.ts";
import type { ContactFetcher } from "../ports/contact-fetcher.ts";
import type { ContactImporter } from "../ports/contact-importer.ts";
import type { FileWatcher } from "../ports/file-watcher.ts";
import type { Logger } from "../ports/logger.ts";
import type { Random } from "../ports/random.ts";
import type { SecretStore } from "../ports/secrets.ts";
import type { SourceStore, StoredSource } from "../ports/source-store.ts";
import type { AppState } from "./app-state.ts";
import { failed, type Outcome, succeeded } from "./failure.ts";
import { nextTryAt } from "./source-schedule.ts";

/** What is due when the app starts waits a little, so that the start is quick. Milliseconds. */
const START_AFTER_MS = 5_000;

export interface SourcesServiceOptions {
  state: AppState;
  store: SourceStore;
  importer: ContactImporter;
  fetchers: Record<StoredSource["kind"], ContactFetcher>;
  watcher: FileWatcher;
  secrets: SecretStore;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** How many the employee wrote himself. */
  ownContacts(): number;
  /** Who has which number may be different from now on. */
  onContacts(): void;
  /** What was kept of it beside its contacts can go. */
  onRemoved(id: string): void;
}

/** One that is being refreshed. */
interface Run {
  abort: AbortController;
  progress: ImportProgress;
  over: Promise<void>;
}

/**
 * Where contacts come from: reads each source when it is due, has changed, or somebody asks. One at a time, so that an import
 * never slows another down; and whatever goes wrong, a source keeps the contacts that it had.
 */
export class SourcesService {
  readonly #options: SourcesServiceOptions;
  readonly #sources = new Map<string, StoredSource>();
  readonly #runs = new Map<string, Run>();
  readonly #timers = new Map<string, () => void>();
  readonly #watches = new Map<string, () => void>();
  #queue: Promise<unknown> = Promise.resolve();
  #isDisposed = false;

  constructor(options: SourcesServiceOptions) {
    this.#options = options;
    for (const source of options.store.all()) this.#sources.set(source.id, source);
  }

  /** In the order that counts. */
  get ids(): string[] {
    return [...this.#sources.keys()];
  }

  /** @param damaged sources whose contacts were lost with a damaged file */
  start(damaged: readonly string[]): void {
    const { clock } = this.#options;
    for (const source of [...this.#sources.values()]) {
      const wasImporting = source.importing === true;
      if (wasImporting) {
        const result: SourceResult = { state: "failed", at: clock.now(), code: "interrupted" };
        this.#change(source.id, { result, importing: false });
      }
      const { nextTryAt: due, kind } = source;
      const isDue =
        wasImporting || damaged.includes(source.id) || kind === "watched" || (due !== undefined && due <= clock.now());
      if (isDue) this.#at(source.id, START_AFTER_MS);
      else if (due !== undefined) this.#at(source.id, due - clock.now());
      this.#watch(source);
    }
    this.publish();
  }

  /** A source that was there before is refreshed, with what is said of it now. */
  add(source: Omit<StoredSource, "id">, password: string | undefined): Outcome<{ source: string }> {
    const { random } = this.#options;
    const former = [...this.#sources.values()].find(
      ({ kind, location, username }) =>
        isSameKind(kind, source.kind) && location === source.location && username === source.username,
    );
    if (former !== undefined && this.#runs.has(former.id))
      return failed("import-in-progress", "it is being read already");
    const id =
      former?.id ??
      random
        .id()
        .replace(/[^\w-]/g, "")
        .slice(0, 16);
    this.#sources.set(id, { ...former, ...source, id });
    this.#save(id);
    void this.#keepPassword(id, password).then((isKept) => (isKept ? this.#run(id, true) : undefined));
    const stored = this.#sources.get(id);
    if (stored !== undefined) this.#watch(stored);
    return { ok: true, value: { source: id } };
  }

  /** The source that came from this file before. */
  ofFile(path: string): { id: string; name: string; mapping?: CsvMapping } | undefined {
    return [...this.#sources.values()].find(
      ({ kind, location }) => (kind === "file" || kind === "watched") && location === path,
    );
  }

  refresh(id: string): Outcome<undefined> {
    if (!this.#sources.has(id)) return noSuchSource();
    if (this.#runs.has(id)) return failed("import-in-progress", "it is being read already");
    void this.#run(id, true);
    return succeeded();
  }

  /** Stops what is under way; the source has the contacts that it had. */
  cancel(id: string): Outcome<undefined> {
    if (!this.#sources.has(id)) return noSuchSource();
    this.#runs.get(id)?.abort.abort();
    return succeeded();
  }

  async update(
    id: string,
    changes: { name?: string; everyMinutes?: number; username?: string; password?: string },
  ): Promise<Outcome<undefined>> {
    const source = this.#sources.get(id);
    if (source === undefined) return noSuchSource();
    const { password, ...rest } = changes;
    if (!(await this.#keepPassword(id, password))) return failed("secrets-unavailable", "the password cannot be kept");
    const hasNewAccess = password !== undefined || rest.username !== undefined;
    this.#change(id, rest);
    if (hasNewAccess && !this.#runs.has(id)) void this.#run(id, true);
    else this.#schedule(id);
    this.publish();
    return succeeded();
  }

  /** What the employee wrote himself about its contacts stays. */
  async remove(id: string): Promise<Outcome<undefined>> {
    const { store, importer, secrets, onContacts, onRemoved } = this.#options;
    if (!this.#sources.has(id)) return noSuchSource();
    const run = this.#runs.get(id);
    run?.abort.abort();
    this.#forgetTimers(id);
    this.#sources.delete(id);
    store.remove(id);
    this.publish();
    await run?.over;
    await importer.remove(id);
    await secrets.delete(`source-${id}`);
    onRemoved(id);
    onContacts();
    this.publish();
    return succeeded();
  }

  order(ids: readonly string[]): Outcome<undefined> {
    const known = ids.filter((id) => this.#sources.has(id));
    const rest = this.ids.filter((id) => !known.includes(id));
    const ordered = [...known, ...rest].flatMap((id) => this.#sources.get(id) ?? []);
    this.#sources.clear();
    for (const source of ordered) this.#sources.set(source.id, source);
    this.#options.store.setOrder(this.ids);
    this.#options.onContacts();
    this.publish();
    return succeeded();
  }

  /** Into the snapshot. */
  publish(): void {
    const { state, importer, ownContacts } = this.#options;
    const { directory } = state.snapshot;
    const own: ShownSource = { id: "own", kind: "own", name: "", contacts: ownContacts() };
    const colleagues: ShownSource = {
      id: "colleagues",
      kind: "colleagues",
      name: "",
      contacts: directory.employees,
      ...defined({ asOf: directory.asOf }),
    };
    const others = [...this.#sources.values()].map(
      (source): ShownSource => ({
        id: source.id,
        kind: source.kind,
        name: source.name,
        location: source.location,
        contacts: importer.count(source.id),
        ...defined({
          username: source.username,
          asOf: source.asOf,
          everyMinutes: source.everyMinutes,
          result: source.result,
          nextTryAt: source.nextTryAt,
          progress: this.#runs.get(source.id)?.progress,
        }),
      }),
    );
    state.update({ sources: [own, colleagues, ...others] });
  }

  /** Resolves when nothing is under way any more. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const id of this.#sources.keys()) this.#forgetTimers(id);
    for (const { abort } of this.#runs.values()) abort.abort();
    await Promise.all([...this.#runs.values()].map(({ over }) => over));
  }

  /** @param isWanted whether somebody asked, so that it is read also where nothing has changed */
  #run(id: string, isWanted: boolean): Promise<void> {
    const abort = new AbortController();
    const over = this.#queue.then(() => this.#carryOut(id, isWanted, abort.signal));
    this.#runs.set(id, { abort, progress: { contacts: 0, rate: 0 }, over });
    this.#queue = over;
    this.publish();
    return over;
  }

  async #carryOut(id: string, isWanted: boolean, signal: AbortSignal): Promise<void> {
    const { clock, logger, random, onContacts } = this.#options;
    const before = this.#sources.get(id);
    if (before === undefined || this.#isDisposed) {
      this.#runs.delete(id);
      return;
    }
    this.#change(id, { importing: true });
    const { result, validators, changed } = await this.#read(before, isWanted, signal);
    this.#runs.delete(id);
    // It was removed meanwhile, or the app ends: what was begun is begun anew at the next start.
    if (!this.#sources.has(id) || (this.#isDisposed && result.state === "failed")) return;
    const isCancelled = result.state === "failed" && result.code === "cancelled";
    this.#change(id, {
      result,
      importing: false,
      failures: result.state === "done" ? 0 : (before.failures ?? 0) + (isCancelled ? 0 : 1),
      ...(result.state === "done" ? { asOf: result.at, validators } : {}),
    });
    const source = this.#sources.get(id);
    if (source !== undefined) {
      this.#sources.set(id, withNextTry(source, nextTryAt(source, clock.now(), random)));
      this.#save(id);
    }
    this.#schedule(id);
    if (result.state === "failed" && !isCancelled) {
      logger.warn("a source of contacts could not be read", { kind: before.kind, code: result.code });
    }
    if (changed) onContacts();
    this.publish();
  }

  async #read(
    source: StoredSource,
    isWanted: boolean,
    signal: AbortSignal,
  ): Promise<{ result: SourceResult; validators: Record<string, string>; changed: boolean }> {
    const { importer, fetchers, secrets, clock } = this.#options;
    const nothing = { validators: {}, changed: false };
    const failure = (code: Extract<SourceResult, { state: "failed" }>["code"], detail?: string) => ({
      ...nothing,
      result: { state: "failed", at: clock.now(), code, ...defined({ detail }) } as const,
    });
    try {
      const password = await secrets.get(`source-${source.id}`);
      const fetched = await fetchers[source.kind].fetch(source, { password, isWanted, signal });
      if (!fetched.ok) return failure(signal.aborted ? "cancelled" : fetched.code, fetched.detail);
      if (fetched.files === "unchanged") {
        const contacts = importer.count(source.id);
        const refused = source.result?.state === "done" ? source.result.refused : 0;
        const result = { state: "done", at: clock.now(), contacts, refused, unchanged: true } as const;
        return { result, validators: fetched.validators, changed: false };
      }
      try {
        const job = { source: source.id, files: fetched.files, ...defined({ mapping: source.mapping }) };
        const outcome = await importer.run(job, (progress) => this.#progress(source.id, progress), signal);
        if (!outcome.ok) return failure(outcome.code, outcome.detail);
        const { contacts, refused, unchanged } = outcome;
        const result = { state: "done", at: clock.now(), contacts, refused, unchanged } as const;
        return { result, validators: fetched.validators, changed: !unchanged };
      } finally {
        await fetched.release();
      }
    } catch (error) {
      return failure("internal", error instanceof Error ? error.message : String(error));
    }
  }

  #progress(id: string, progress: ImportProgress): void {
    const run = this.#runs.get(id);
    if (run === undefined) return;
    run.progress = progress;
    this.publish();
  }

  #change(id: string, changes: Partial<StoredSource>): void {
    const source = this.#sources.get(id);
    if (source === undefined) return;
    this.#sources.set(id, { ...source, ...changes });
    this.#save(id);
  }

  #save(id: string): void {
    const source = this.#sources.get(id);
    if (source !== undefined) this.#options.store.put(source);
  }

  /** @returns whether it is kept; a source whose password could not be kept says that it needs one */
  async #keepPassword(id: string, password: string | undefined): Promise<boolean> {
    if (password === undefined) return true;
    const { secrets, clock, logger } = this.#options;
    try {
      if (password === "") await secrets.delete(`source-${id}`);
      else await secrets.set(`source-${id}`, password);
      return true;
    } catch {
      logger.warn("a source's password could not be kept");
      this.#change(id, { result: { state: "failed", at: clock.now(), code: "credentials" } });
      this.publish();
      return false;
    }
  }

  #schedule(id: string): void {
    const at = this.#sources.get(id)?.nextTryAt;
    this.#timers.get(id)?.();
    this.#timers.delete(id);
    if (at !== undefined) this.#at(id, at - this.#options.clock.now());
  }

  #at(id: string, milliseconds: number): void {
    if (this.#isDisposed) return;
    this.#timers.get(id)?.();
    const cancel = this.#options.clock.after(Math.max(milliseconds, 0), () => {
      this.#timers.delete(id);
      if (!this.#runs.has(id)) void this.#run(id, false);
    });
    this.#timers.set(id, cancel);
  }

  #watch({ id, kind, location }: StoredSource): void {
    this.#watches.get(id)?.();
    this.#watches.delete(id);
    if (kind !== "watched") return;
    const stop = this.#options.watcher.watch(location, () => this.#at(id, 0));
    this.#watches.set(id, stop);
  }

  #forgetTimers(id: string): void {
    this.#timers.get(id)?.();
    this.#timers.delete(id);
    this.#watches.get(id)?.();
    this.#watches.delete(id);
  }
}

/** A file is the same source whether it is watched or not. */
function isSameKind(one: StoredSource["kind"], other: StoredSource["kind"]): boolean {
  const isFile = (kind: StoredSource["kind"]) => kind === "file" || kind === "watched";
  return one === other || (isFile(one) && isFile(other));
}

function withNextTry({ nextTryAt: _, ...source }: StoredSource, at: number | undefined): StoredSource {
  return at === undefined ? source : { ...source, nextTryAt: at };
}

function noSuchSource(): Outcome<never> {
  return failed("no-such-source", "there is no such source");
}
