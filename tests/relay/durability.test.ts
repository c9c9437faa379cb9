import { existsSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { configSchema } from "../../relay/config/config.ts";
import { startRelay } from "../../relay/relay.ts";
import { openDatabase } from "../../relay/storage/sqlite/open-database.ts";
import { SqliteEventLog } from "../../relay/storage/sqlite/sqlite-event-log.ts";
import type { Hook } from "../../shared/flexfone/parse-hook.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { ACCOUNT, connect, hookUrls, pairDevice, sendHook, startTestRelay } from "./relay-fixture.ts";

const DAY_MS = 24 * 3_600_000;

const ring = (callId: string) => ({ UniqueCallId: callId, EmployeeLocalNumber: "202", Calledphone: "200000" });
const hook = (callId: string, employee = "202"): Hook => ({ kind: "incoming", callId, employee, receivedAt: 1_000 });

function openLog(file: string): { log: SqliteEventLog; database: Database.Database } {
  const database = openDatabase(file);
  const log = new SqliteEventLog(database);
  onTestFinished(async () => {
    await log.close();
    database.close();
  });
  return { log, database };
}

describe("a storage that fails", () => {
  it("makes the relay answer 503 and push nothing, until it works again", async () => {
    const dataDir = temporaryFolder();
    const relay = await startTestRelay({ dataDir });
    const client = await connect(relay, (await pairDevice(relay, "202")).token);
    const database = new Database(join(dataDir, "relay.db"));
    database.exec("ALTER TABLE log RENAME TO log_away");
    const refused = await sendHook(relay, "incoming", ring("1.1"));
    expect([refused.status, await refused.text()]).toEqual([503, "The event could not be stored. Send it again.\n"]);
    database.exec("ALTER TABLE log_away RENAME TO log");
    database.close();
    expect((await sendHook(relay, "incoming", ring("1.2"))).status).toBe(200);
    await client.until("the ring is heard", ({ events }) => events.length > 0);
    expect(client.events.map(({ event }) => event.callId)).toEqual(["1.2"]);
    expect((await sendHook(relay, "incoming", ring("1.1"))).status).toBe(200);
    await client.until("the one sent again is heard", ({ events }) => events.length === 2);
  });

  it("one hook that cannot be kept does not take its neighbours with it", async () => {
    const { log } = openLog(join(temporaryFolder(), "relay.db"));
    const tooLong = "2".repeat(30);
    // The first is being written while the others gather to a group.
    const outcomes = await Promise.allSettled([
      log.append(ACCOUNT, hook("1.0")),
      log.append(ACCOUNT, hook("1.1")),
      log.append(ACCOUNT, hook("1.2", tooLong)),
      log.append(ACCOUNT, hook("1.3")),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    const stored = await log.replay(ACCOUNT, "202", 0, 10);
    expect(stored.map(({ body }) => JSON.parse(body).callId)).toEqual(["1.0", "1.1", "1.3"]);
    expect(await log.replay(ACCOUNT, tooLong, 0, 10)).toEqual([]);
  });

  it("a writer that dies fails what waits for it, and the next hook starts another", async () => {
    const database = openDatabase(join(temporaryFolder(), "relay.db"));
    const known = Number(database.pragma("user_version", { simple: true }));
    database.pragma("user_version = 999");
    const log = new SqliteEventLog(database);
    onTestFinished(async () => {
      await log.close();
      database.close();
    });
    await expect(log.append(ACCOUNT, hook("1.1"))).rejects.toThrow(/the writer stopped.*newer relay/);
    database.pragma(`user_version = ${known}`);
    expect((await log.append(ACCOUNT, hook("1.2"))).deliveries).toHaveLength(1);
  });

  it("is closed at once, also where the writer is dead, and refuses what comes later", async () => {
    const database = openDatabase(join(temporaryFolder(), "relay.db"));
    database.pragma("user_version = 999");
    const log = new SqliteEventLog(database);
    await expect(log.append(ACCOUNT, hook("1.1"))).rejects.toThrow(/the writer stopped/);
    await log.close();
    await log.close();
    await expect(log.append(ACCOUNT, hook("1.2"))).rejects.toThrow(/closed/);
    database.close();
  });

  it("of a newer relay is refused, and left as it is", async () => {
    const dataDir = temporaryFolder();
    const database = openDatabase(join(dataDir, "relay.db"));
    database.pragma("user_version = 999");
    database.close();
    await expect(startTestRelay({ dataDir })).rejects.toThrow(/written by a newer relay.*Update the relay/);
    const after = new Database(join(dataDir, "relay.db"));
    expect(after.pragma("user_version", { simple: true })).toBe(999);
    after.close();
  });
});

describe("what is waiting", () => {
  it("is written before the log is closed", async () => {
    const file = join(temporaryFolder(), "relay.db");
    const { log } = openLog(file);
    const appended = Array.from({ length: 50 }, (_, index) => log.append(ACCOUNT, hook(`1.${index}`)));
    await log.close();
    expect((await Promise.all(appended)).flatMap(({ deliveries }) => deliveries)).toHaveLength(50);
    expect(await openLog(file).log.newestOffset(ACCOUNT)).toBe(50);
  });

  it("a hook that is on its way when the relay stops is stored and answered", async () => {
    const dataDir = temporaryFolder();
    const relay = await startTestRelay({ dataDir });
    const { token } = await pairDevice(relay, "202");
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const body = new URLSearchParams(ring("1.1")).toString();
      const sending = request(hookUrls(relay).incoming, {
        method: "POST",
        headers: { Expect: "100-continue", "Content-Length": body.length },
      });
      sending.on("error", reject);
      // The relay has the request now, and not its body.
      sending.on("continue", () => {
        void relay.close();
        sending.end(body);
      });
      sending.on("response", (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sending.flushHeaders();
    });
    expect(status).toBe(200);
    await relay.close();
    const again = await startTestRelay({ dataDir });
    const { epoch } = openLog(join(dataDir, "relay.db")).log;
    const client = await connect(again, token, `${epoch}:0`);
    await client.until("the ring is heard", ({ events }) => events.length === 1);
  });
});

describe("a relay whose port is taken", () => {
  it("says so, and leaves nothing open", async () => {
    const relay = await startTestRelay();
    const dataDir = temporaryFolder();
    const config = configSchema.parse({
      listen: { port: Number(new URL(relay.url).port) },
      dataDir,
      logLevel: "silent",
      accounts: [
        {
          id: ACCOUNT,
          name: "A",
          hookSecrets: ["s".repeat(32)],
          flexfone: { baseUrl: "http://127.0.0.1:9/", account: "1", hash: "x" },
        },
      ],
    });
    await expect(startRelay({ config })).rejects.toMatchObject({ code: "EADDRINUSE" });
    // The last connection that closes takes the write-ahead log with it.
    expect(existsSync(join(dataDir, "relay.db-wal"))).toBe(false);
  });
});

describe("events past their time", () => {
  it("are deleted, the client is told that some are missing, and no id comes twice", async () => {
    const dataDir = temporaryFolder();
    let time = Date.UTC(2026, 0, 1);
    const now = () => time;
    const first = await startTestRelay({ dataDir, now });
    const { token } = await pairDevice(first, "202");
    const client = await connect(first, token);
    for (const callId of ["1.1", "1.2"]) await sendHook(first, "incoming", ring(callId));
    await client.until("both rings are heard", ({ events }) => events.length === 2);
    const [earliest, latest] = client.events;
    await first.close();

    time += 31 * DAY_MS;
    const { log } = openLog(join(dataDir, "relay.db"));
    await log.trim(ACCOUNT, time - 30 * DAY_MS, time);
    expect(await log.replay(ACCOUNT, "202", 0, 10)).toEqual([]);
    const second = await startTestRelay({ dataDir, now });
    expect((await connect(second, token, earliest?.cursor)).welcome).toMatchObject({ reason: "trimmed" });
    const idle = await connect(second, token, latest?.cursor);
    expect(idle.welcome).toMatchObject({ recovered: true, replaying: 0 });
    await sendHook(second, "incoming", ring("1.1"));
    await idle.until("the ring is heard", ({ events }) => events.length === 1);
    const ids = [...client.events, ...idle.events].map(({ event }) => event.id);
    expect(new Set(ids).size).toBe(3);
  });
});
