import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../../electron/main/adapters/sqlite/open-database.ts";
import { ownMigrations } from "../../../electron/main/adapters/sqlite/own-migrations.ts";
import { SqliteSourceStore } from "../../../electron/main/adapters/sqlite/sqlite-source-store.ts";
import type { Fetched } from "../../../electron/main/ports/contact-fetcher.ts";
import type { ImportOutcome } from "../../../electron/main/ports/contact-importer.ts";
import { SourcesService } from "../../../electron/main/services/sources-service.ts";
import type { ImportProgress } from "../../../shared/contacts/source.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { fakeRandom } from "../../fakes/fake-random.ts";
import { FakeSecrets } from "../../fakes/fake-secrets.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A service whose sources answer what the test says. */
function setUp(folder = temporaryFolder(), clock = new FakeClock()) {
  const { database } = openDatabase(join(folder, "own.db"), ownMigrations, new Date(0));
  onTestFinished(() => {
    database.close();
  });
  const store = new SqliteSourceStore(database);
  const state = freshState();
  const secrets = new FakeSecrets();
  const counts = new Map<string, number>();
  const log = {
    fetched: [] as string[],
    passwords: [] as (string | undefined)[],
    imports: 0,
    changed: 0,
    removed: [] as string[],
    released: 0,
  };
  let fetched: Fetched | ((signal: AbortSignal) => Promise<Fetched>) = files();
  let outcome:
    | ImportOutcome
    | ((report: (progress: ImportProgress) => void, signal: AbortSignal) => Promise<ImportOutcome>) = done(3);
  function files(): Fetched {
    return {
      ok: true,
      files: ["/f.vcf"],
      validators: { etag: "1" },
      release: async () => {
        log.released += 1;
      },
    };
  }
  const fetcher = {
    async fetch(source: { id: string }, { password, signal }: { password: string | undefined; signal: AbortSignal }) {
      log.fetched.push(source.id);
      log.passwords.push(password);
      return typeof fetched === "function" ? fetched(signal) : fetched;
    },
  };
  const watches = new Map<string, () => void>();
  const service = new SourcesService({
    state,
    store,
    importer: {
      async run({ source }, report, signal) {
        log.imports += 1;
        const result = typeof outcome === "function" ? await outcome(report, signal) : outcome;
        if (result.ok) counts.set(source, result.contacts);
        return result;
      },
      report: () => ({ lines: [], total: 0 }),
      async remove(source) {
        counts.delete(source);
      },
      count: (source) => counts.get(source) ?? 0,
    },
    fetchers: { file: fetcher, watched: fetcher, url: fetcher, carddav: fetcher },
    watcher: {
      watch(path, onChange) {
        watches.set(path, onChange);
        return () => watches.delete(path);
      },
    },
    secrets,
    clock,
    random: fakeRandom(),
    logger: new SilentLogger(),
    ownContacts: () => 2,
    onContacts: () => {
      log.changed += 1;
    },
    onRemoved: (id) => log.removed.push(id),
  });
  const shown = (id = "id-1") => state.snapshot.sources.find((source) => source.id === id);
  return {
    service,
    store,
    state,
    secrets,
    clock,
    log,
    watches,
    folder,
    shown,
    files,
    answers: (next: typeof fetched) => {
      fetched = next;
    },
    imports: (next: typeof outcome) => {
      outcome = next;
    },
    addUrl: () =>
      service.add(
        { kind: "url", name: "Kunder", location: "https://x.example/k.vcf", everyMinutes: 60, username: "anna" },
        "hemmelig",
      ),
  };
}

function done(contacts: number, unchanged = false): ImportOutcome {
  return { ok: true, contacts, refused: 1, unchanged };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("a source", () => {
  it("whose password cannot be kept is not asked without one, and says that it needs one", async () => {
    const { addUrl, shown, service, log, secrets } = setUp();
    secrets.set = async () => {
      throw new Error("the keychain is locked");
    };
    addUrl();
    await settle();
    expect(log.fetched).toEqual([]);
    expect(shown()).toMatchObject({ result: { state: "failed", code: "credentials" } });
    expect(await service.update("id-1", { password: "ny" })).toMatchObject({ ok: false, code: "secrets-unavailable" });
  });

  it("is read when it is added, shown with its state, and again when it is due", async () => {
    const { addUrl, shown, clock, log, secrets, state } = setUp();
    expect(addUrl()).toEqual({ ok: true, value: { source: "id-1" } });
    await settle();
    expect(shown()).toMatchObject({
      kind: "url",
      contacts: 3,
      username: "anna",
      asOf: clock.now(),
      result: { state: "done", refused: 1, unchanged: false },
      nextTryAt: clock.now() + HOUR,
    });
    expect(state.snapshot.sources.map(({ id }) => id)).toEqual(["own", "colleagues", "id-1"]);
    expect(JSON.stringify(state.snapshot.sources)).not.toContain("hemmelig");
    expect(secrets.kept.get("source-id-1")).toBe("hemmelig");
    expect(log).toMatchObject({ passwords: ["hemmelig"], changed: 1, released: 1 });
    clock.advance(HOUR - 1);
    await settle();
    expect(log.imports).toBe(1);
    clock.advance(1);
    await settle();
    expect(log.imports).toBe(2);
  });

  it("that fails keeps its contacts, says why and when it is tried again, later each time", async () => {
    const { addUrl, answers, shown, clock, log, service, files } = setUp();
    addUrl();
    await settle();
    answers({ ok: false, code: "unreachable", detail: "ECONNREFUSED" });
    const waits: number[] = [];
    service.refresh("id-1");
    for (let n = 0; n < 5; n += 1) {
      await settle();
      expect(shown()).toMatchObject({
        contacts: 3,
        result: { state: "failed", code: "unreachable", detail: "ECONNREFUSED" },
      });
      waits.push(((shown()?.nextTryAt ?? 0) - clock.now()) / MINUTE);
      clock.advance((shown()?.nextTryAt ?? 0) - clock.now());
    }
    expect(waits).toEqual([2, 4, 8, 16, 32]);
    expect(log.changed).toBe(1);
    answers(files());
    clock.advance(HOUR);
    await settle();
    expect(shown()?.nextTryAt).toBe(clock.now() + HOUR);
  });

  it("whose password is refused waits for somebody, and is read at once when there is a new one", async () => {
    const { addUrl, answers, shown, clock, service, log } = setUp();
    answers({ ok: false, code: "credentials" });
    addUrl();
    await settle();
    expect((shown()?.nextTryAt ?? 0) - clock.now()).toBe(6 * HOUR);
    await service.update("id-1", { password: "ny" });
    await settle();
    expect(log.passwords).toEqual(["hemmelig", "ny"]);
  });

  it("that is cancelled has what it had; a second refresh meanwhile is refused", async () => {
    const { addUrl, imports, shown, service } = setUp();
    addUrl();
    await settle();
    imports(
      (report, signal) =>
        new Promise((resolve) => {
          report({ contacts: 10, rate: 5, part: 0.5 });
          signal.addEventListener("abort", () => resolve({ ok: false, code: "cancelled" }));
        }),
    );
    expect(service.refresh("id-1")).toMatchObject({ ok: true });
    await settle();
    expect(shown()?.progress).toEqual({ contacts: 10, rate: 5, part: 0.5 });
    expect(service.refresh("id-1")).toMatchObject({ ok: false, code: "import-in-progress" });
    service.cancel("id-1");
    await settle();
    expect(shown()).toMatchObject({ contacts: 3, result: { state: "failed", code: "cancelled" } });
    expect(shown()).not.toHaveProperty("progress");
  });

  it("that is removed goes with its contacts, password and timers", async () => {
    const { addUrl, service, state, secrets, clock, log, store } = setUp();
    addUrl();
    await settle();
    await service.remove("id-1");
    expect(state.snapshot.sources.map(({ id }) => id)).toEqual(["own", "colleagues"]);
    expect([secrets.kept.size, store.all(), log.removed, clock.waiting]).toEqual([0, [], ["id-1"], 0]);
    expect(service.refresh("id-1")).toMatchObject({ ok: false, code: "no-such-source" });
  });

  it("that was being read when the app ended is told, and read again after the start", async () => {
    const { addUrl, imports, folder, clock } = setUp();
    imports(() => new Promise(() => {}));
    addUrl();
    await settle();
    const again = setUp(folder, clock);
    again.service.start([]);
    expect(again.shown()?.result).toMatchObject({ state: "failed", code: "interrupted" });
    clock.advance(5_000);
    await settle();
    expect(again.shown()).toMatchObject({ contacts: 3, result: { state: "done" } });
  });

  it("that is due at the start is read soon, one that is not is read when it is, one whose file was damaged at once", async () => {
    const { addUrl, folder, clock, service } = setUp();
    addUrl();
    service.add({ kind: "file", name: "F", location: "/f.vcf" }, undefined);
    await settle();
    await settle();
    await service.dispose();
    clock.advance(30 * MINUTE);
    const early = setUp(folder, clock);
    early.service.start([]);
    clock.advance(10_000);
    await settle();
    expect(early.log.imports).toBe(0);
    await early.service.dispose();
    clock.advance(HOUR);
    await settle();
    const later = setUp(folder, clock);
    later.service.start(["id-2"]);
    clock.advance(10_000);
    await settle();
    await settle();
    expect(later.log.fetched.sort()).toEqual(["id-1", "id-2"]);
  });

  it("that is watched is read when it changes", async () => {
    const { service, watches, log, clock } = setUp();
    service.add({ kind: "watched", name: "Mappe", location: "/mappe" }, undefined);
    await settle();
    watches.get("/mappe")?.();
    clock.advance(0);
    await settle();
    expect(log.imports).toBe(2);
  });

  it("that is added again is refreshed, and keeps its place", async () => {
    const { service, addUrl, store } = setUp();
    addUrl();
    service.add({ kind: "file", name: "F", location: "/f.vcf" }, undefined);
    await settle();
    await settle();
    service.order(["id-2", "id-1"]);
    expect(addUrl()).toEqual({ ok: true, value: { source: "id-1" } });
    await settle();
    expect(store.all().map(({ id }) => id)).toEqual(["id-2", "id-1"]);
  });

  it("that is a file is one source, whether it is watched or not", async () => {
    const { service, store, watches } = setUp();
    const file = { name: "F", location: "/f.vcf" };
    service.add({ ...file, kind: "file" }, undefined);
    await settle();
    expect(service.add({ ...file, kind: "watched" }, undefined)).toEqual({ ok: true, value: { source: "id-1" } });
    await settle();
    expect(store.all()).toMatchObject([{ id: "id-1", kind: "watched" }]);
    expect([...watches.keys()]).toEqual(["/f.vcf"]);
    service.add({ ...file, kind: "file" }, undefined);
    await settle();
    expect(store.all()).toMatchObject([{ id: "id-1", kind: "file" }]);
    expect([...watches.keys()]).toEqual([]);
  });
});

it("sources are read one at a time", async () => {
  const { service, imports, log } = setUp();
  const ends: (() => void)[] = [];
  imports(() => new Promise((resolve) => ends.push(() => resolve(done(1)))));
  service.add({ kind: "file", name: "A", location: "/a.vcf" }, undefined);
  service.add({ kind: "file", name: "B", location: "/b.vcf" }, undefined);
  await settle();
  expect(log.imports).toBe(1);
  ends[0]?.();
  await settle();
  expect(log.imports).toBe(2);
  ends[1]?.();
});
