import { join } from "node:path";
import { callMigrations } from "../../../electron/main/adapters/sqlite/call-migrations.ts";
import { openDatabase } from "../../../electron/main/adapters/sqlite/open-database.ts";
import { ownMigrations } from "../../../electron/main/adapters/sqlite/own-migrations.ts";
import { SqliteCallStore } from "../../../electron/main/adapters/sqlite/sqlite-call-store.ts";
import { SqliteSourceStore } from "../../../electron/main/adapters/sqlite/sqlite-source-store.ts";
import type { Call } from "../../../shared/calls/call.ts";
import { createDemoWorld, type DemoWorld } from "../../demo/demo-world.ts";
import { inProcess } from "../contacts/in-process.ts";
import { SEED } from "../contacts/measurements/files.ts";
import { callers } from "../contacts/queries/callers.ts";
import { RandomStream } from "../contacts/world/random-stream.ts";
import { World } from "../contacts/world/world.ts";

export const EMPLOYEE = "202";
const DAY_MS = 24 * 3_600_000;
/** Calls of a transaction. */
const AT_ONCE = 5_000;

/** A PBX, a relay and an app's data folder with so many contacts from one source, and so many calls of a year. */
export async function makeAppWorld({ contacts, calls }: { contacts: number; calls: number }): Promise<DemoWorld> {
  const world = await createDemoWorld(EMPLOYEE);
  const now = Date.now();
  if (contacts > 0) {
    await inProcess("makeContactFile", { folder: join(world.userDataDir, "contacts"), contacts, notes: true });
    const { database } = openDatabase(join(world.userDataDir, "own.db"), ownMigrations, new Date(now));
    const result = { state: "done", at: now, contacts, refused: 0, unchanged: false } as const;
    const location = join(world.userDataDir, "bench.vcf");
    new SqliteSourceStore(database).put({ id: "bench", kind: "file", name: "bench.vcf", location, asOf: now, result });
    database.close();
  }
  if (calls > 0) fillHistory(world.userDataDir, calls, Math.max(contacts, 1_000), now);
  return world;
}

/** Calls with those who are known, in either direction, one in eight missed and seen. */
function fillHistory(folder: string, count: number, contacts: number, now: number): void {
  const { database } = openDatabase(join(folder, "calls.db"), callMigrations, new Date(now));
  const store = new SqliteCallStore(database);
  const numbers = callers(new World({ seed: SEED }), contacts, "known", 2_000, 7);
  const random = new RandomStream(SEED, 9);
  const apart = (300 * DAY_MS) / count;
  for (let first = 0; first < count; first += AT_ONCE) {
    const upsert = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, n) => {
      const startedAt = Math.round(now - 60_000 - (first + n) * apart);
      return pastCall(`bench.${first + n}`, startedAt, random.one(numbers), random);
    });
    store.applyChanges({ upsert, remove: [], handled: [] });
  }
  store.markMissedSeen(now);
  // Long ago: there is nobody to be told of it any more.
  database.exec("DELETE FROM mark_outbox");
  database.close();
}

function pastCall(key: string, startedAt: number, number: string, random: RandomStream): Call {
  const of = { key, callIds: [key], number, phones: ["200202"], startedAt, missedAnnounced: true, live: false };
  if (random.happens(0.125)) {
    return { ...of, direction: "incoming", phase: "ended", outcome: "missed", endedAt: startedAt + 20_000 };
  }
  const durationSeconds = random.between(5, 900);
  const answeredAt = startedAt + random.between(2, 20) * 1_000;
  return {
    ...of,
    direction: random.happens(0.6) ? "incoming" : "outgoing",
    phase: "ended",
    outcome: "answered",
    answeredAt,
    endedAt: answeredAt + durationSeconds * 1_000,
    durationSeconds,
  };
}
