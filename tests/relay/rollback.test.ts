import { copyFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { backup } from "../../relay/storage/sqlite/backup.ts";
import { openDatabase } from "../../relay/storage/sqlite/open-database.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { connect, pairDevice, sendHook, startTestRelay } from "./relay-fixture.ts";

const ring = (callId: string) => ({ UniqueCallId: callId, EmployeeLocalNumber: "202", Calledphone: "200000" });

describe("a log that was rolled back", () => {
  it("an older copy put in its place gets a new epoch, and clients are given what there is", async () => {
    const dataDir = temporaryFolder();
    const copy = join(temporaryFolder(), "copy.db");
    const first = await startTestRelay({ dataDir });
    const { token } = await pairDevice(first, "202");
    const client = await connect(first, token);
    await sendHook(first, "incoming", ring("1.1"));
    const open = openDatabase(join(dataDir, "relay.db"));
    await backup(open, copy);
    await expect(backup(open, copy)).rejects.toThrow(/exists already/);
    open.close();
    await sendHook(first, "incoming", ring("1.2"));
    await client.until("both rings are heard", ({ events }) => events.length === 2);
    await first.close();

    for (const file of ["relay.db", "relay.db-wal", "relay.db-shm"]) rmSync(join(dataDir, file), { force: true });
    copyFileSync(copy, join(dataDir, "relay.db"));
    const second = await startTestRelay({ dataDir });
    await sendHook(second, "incoming", ring("1.3"));
    const again = await connect(second, token, client.events[1]?.cursor);
    expect(again.welcome).toMatchObject({ recovered: false, reason: "epoch-changed", replaying: 2 });
    await again.until("all there is was heard", ({ events }) => events.length === 2);
    expect(again.events.map(({ event }) => event.callId)).toEqual(["1.1", "1.3"]);
    // The ring that was lost and the one that took its number are not the same event.
    expect(again.events[1]?.event.id).not.toBe(client.events[1]?.event.id);
  });

  it("so does one of which nothing is witnessed; a sound one keeps its epoch", async () => {
    const dataDir = temporaryFolder();
    const first = await startTestRelay({ dataDir });
    const { token } = await pairDevice(first, "202");
    await sendHook(first, "incoming", ring("1.1"));
    const epochOf = async (relay: Awaited<ReturnType<typeof startTestRelay>>) =>
      (await connect(relay, token)).welcome?.cursor.split(":")[0];
    const epoch = await epochOf(first);
    await first.close();
    const second = await startTestRelay({ dataDir });
    expect(await epochOf(second)).toBe(epoch);
    await second.close();
    writeFileSync(join(dataDir, "relay.witness.json"), "{");
    const third = await startTestRelay({ dataDir });
    expect(await epochOf(third)).not.toBe(epoch);
  });
});

describe("a data folder", () => {
  it("is served by one relay at a time, and free again when it stops or dies", async () => {
    const dataDir = temporaryFolder();
    const first = await startTestRelay({ dataDir });
    await expect(startTestRelay({ dataDir })).rejects.toThrow(/Another process serves/);
    expect((await sendHook(first, "incoming", ring("1.1"))).status).toBe(200);
    await first.close();
    expect(existsSync(join(dataDir, "relay.db-wal"))).toBe(false);
    await (await startTestRelay({ dataDir })).close();
    const stale = new Database(join(dataDir, "serve.lock"));
    stale.close();
    await startTestRelay({ dataDir });
  });
});
