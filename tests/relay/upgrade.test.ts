import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../relay/storage/sqlite/open-database.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { connect, StreamClient, sendHook, startTestRelay } from "./relay-fixture.ts";

const TOKEN = "token-of-the-device-of-202-in-the-fixture";
const REVOKED_TOKEN = "token-of-the-device-of-203-in-the-fixture";
const CODE = "code-of-the-invitation-of-204-in-the-fixture";
/** A second after the last hook of the fixtures. */
const NOW = Date.UTC(2026, 10, 20, 9, 2, 10);

/** A data folder as an older relay left it. */
function folderOf(schema: number): string {
  const dataDir = join(temporaryFolder(), "data");
  mkdirSync(dataDir);
  const database = new Database(join(dataDir, "relay.db"));
  database.exec(readFileSync(resolve(`tests/relay/upgrade/schema-${schema}.sql`), "utf8"));
  database.close();
  return dataDir;
}

describe.each([1, 2])("data of schema %i", (schema) => {
  it("is served by this relay: every event is replayed to whom it belongs, in order", async () => {
    const dataDir = folderOf(schema);
    const old = new Database(join(dataDir, "relay.db"));
    const stored = old
      .prepare("SELECT body FROM log WHERE employee = '202' ORDER BY position")
      .pluck()
      .all()
      .map((body) => JSON.parse(String(body)) as { id: string; callId: string });
    const epoch = String(old.prepare("SELECT value FROM meta WHERE name = 'epoch'").pluck().get());
    old.close();

    const relay = await startTestRelay({ dataDir, now: () => NOW });
    const client = await connect(relay, TOKEN, `${epoch}:0`);
    await client.until("all is replayed", ({ events }) => events.length === stored.length);
    expect(client.events.map(({ event }) => event)).toMatchObject(stored);
  });

  it("keeps a call that was going on: its end reaches the employee, under an id and an offset that never were", async () => {
    const relay = await startTestRelay({ dataDir: folderOf(schema), now: () => NOW });
    const client = await connect(relay, TOKEN);
    await sendHook(relay, "ended", { UniqueCallId: "200.1", Duration: "9" });
    await client.until("the end came", ({ events }) => events.length === 1);
    expect(client.events[0]).toMatchObject({ replayed: false, event: { kind: "ended", callId: "200.1" } });
    expect(Number(client.events[0]?.event.id.split("-").at(-1))).toBeGreaterThan(9);
    expect(client.events[0]?.cursor).toMatch(/:13$/);
  });

  it("keeps who may connect: devices, revoked ones, and invitations", async () => {
    const relay = await startTestRelay({ dataDir: folderOf(schema), now: () => NOW });
    expect((await connect(relay, TOKEN)).welcome).toMatchObject({ employee: "202" });
    await new StreamClient(relay, REVOKED_TOKEN).until("it is refused", ({ refused }) => refused === 401);
    const preview = await fetch(`${relay.url}/v1/pairing/preview`, {
      method: "POST",
      body: JSON.stringify({ code: CODE }),
    });
    expect(await preview.json()).toMatchObject({ employee: { localNumber: "204" } });
  });

  it("is as if it had been made by this relay: the same tables and columns", () => {
    const shapeOf = (database: Database.Database) =>
      database
        .prepare(`
          SELECT schema.name AS place, columns.name, columns.type, columns."notnull", columns.pk
          FROM sqlite_schema AS schema JOIN pragma_table_info(schema.name) AS columns
          WHERE schema.type = 'table' ORDER BY place, columns.name
        `)
        .all();
    const upgraded = openDatabase(join(folderOf(schema), "relay.db"));
    const fresh = openDatabase(join(temporaryFolder(), "relay.db"));
    expect(shapeOf(upgraded)).toEqual(shapeOf(fresh));
    expect(upgraded.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(upgraded.pragma("foreign_key_check")).toEqual([]);
    upgraded.close();
    fresh.close();
  });

  it("is left as it was where the upgrade fails", () => {
    const file = join(folderOf(schema), "relay.db");
    const database = new Database(file);
    // What cannot be understood stops the upgrade in its middle.
    database.exec("UPDATE events SET body = 'damaged' WHERE kind = 'answered'");
    const before = database.prepare("SELECT name FROM sqlite_schema ORDER BY name").pluck().all();
    database.close();
    expect(() => openDatabase(file)).toThrow();
    const after = new Database(file);
    expect(after.pragma("user_version", { simple: true })).toBe(schema);
    expect(after.prepare("SELECT name FROM sqlite_schema ORDER BY name").pluck().all()).toEqual(before);
    after.close();
  });
});

describe("data from the future", () => {
  it("is refused with what to do, and not touched", async () => {
    const dataDir = temporaryFolder();
    const file = join(dataDir, "relay.db");
    const database = openDatabase(file);
    database.pragma("user_version = 99");
    database.close();
    await expect(startTestRelay({ dataDir })).rejects.toThrow(/written by a newer relay \(schema 99.*Update the relay/);
    const after = new Database(file, { readonly: true });
    expect(after.pragma("user_version", { simple: true })).toBe(99);
    after.close();
  });
});
