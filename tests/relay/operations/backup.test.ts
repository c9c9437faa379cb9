import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { ACCOUNT, connect, pairDevice, redemption, sendHook } from "../relay-fixture.ts";
import { OperatedRelay } from "./operated-relay.ts";
import { RelayProcess } from "./relay-process.ts";

function ring(callId: string) {
  return { EmployeeLocalNumber: "202", ANumber: "23456789", Calledphone: "2021", UniqueCallId: callId };
}

describe("backup and restore", () => {
  it("brings back what was there, and tells clients that something may be missing", async () => {
    const operated = new OperatedRelay();
    const copy = join(operated.folder, "copy.db");
    const before = await operated.start();
    const { token } = await pairDevice(before, "202");
    const lost = await pairDevice(before, "203");
    const { code } = await before.invite(ACCOUNT, "204");
    await sendHook(before, "incoming", ring("100.1"));

    expect(await operated.run("backup", copy)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/copy\.db: \d+ kB, and whole/),
    });
    await sendHook(before, "incoming", ring("100.2"));
    await operated.run("revoke", lost.deviceId);
    const client = await connect(before, token);
    const cursor = client.welcome?.cursor;
    expect(await operated.run("restore", copy)).toMatchObject({ code: 1, err: expect.stringContaining("Stop it") });
    await before.close();

    const restored = await operated.run("restore", copy);
    expect(restored).toMatchObject({ code: 0, out: expect.stringContaining("1 device(s) had been revoked") });

    const after = await operated.start();
    const again = await connect(after, token, cursor);
    await again.until("the first call is replayed", ({ events }) => events.length === 1);
    expect(again.welcome).toMatchObject({ recovered: false, reason: "epoch-changed", replaying: 1 });
    expect(again.events[0]?.event.callId).toBe("100.1");
    // Who was shut out stays out, and an invitation that may have been used works no more.
    const stream = await fetch(`${after.url}/v1/flexfone/employee`, {
      headers: { Authorization: `Bearer ${lost.token}` },
    });
    expect(stream.status).toBe(401);
    const { body } = redemption(code);
    const redeemed = await fetch(`${after.url}/v1/pairing/redeem`, { method: "POST", body });
    expect(redeemed.status).toBe(404);

    const kept = readdirSync(operated.dataDir).find((name) => name.startsWith("relay.db.before-restore-")) ?? "";
    const old = new Database(join(operated.dataDir, kept), { readonly: true });
    expect(old.prepare("SELECT count(*) FROM log").pluck().get()).toBe(2);
    old.close();
  });

  it("works while hooks pour in, and is of one moment", async () => {
    const operated = new OperatedRelay();
    const copy = join(operated.folder, "copy.db");
    const relay = await operated.start();
    for (let number = 0; number < 50; number++) await sendHook(relay, "incoming", ring(`1.${number}`));
    let stored = 50;
    let isOver = false;
    const pouring = (async () => {
      while (!isOver) {
        const answer = await sendHook(relay, "incoming", ring(`2.${stored}`));
        expect(answer.status).toBe(200);
        stored += 1;
      }
    })();
    const backup = new RelayProcess("backup", copy, "--config", operated.configFile);
    expect(await backup.exitCode()).toBe(0);
    isOver = true;
    await pouring;
    if (process.platform !== "win32") expect(statSync(copy).mode & 0o077).toBe(0);
    const database = new Database(copy, { readonly: true });
    const positions = database.prepare("SELECT position FROM log ORDER BY position").pluck().all();
    const newest = database.prepare("SELECT newest FROM accounts").pluck().get();
    database.close();
    expect(positions).toEqual(Array.from({ length: positions.length }, (_, index) => index + 1));
    expect(newest).toBe(positions.length);
    expect(positions.length).toBeGreaterThanOrEqual(50);
  });

  it("a backup replaces no file", async () => {
    const operated = new OperatedRelay();
    await (await operated.start()).close();
    const file = join(operated.folder, "precious");
    writeFileSync(file, "mine");
    expect(await operated.run("backup", file)).toMatchObject({ code: 1, err: expect.stringContaining("exists") });
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  it("a restore of nothing there makes a new relay of it", async () => {
    const [operated, another] = [new OperatedRelay(), new OperatedRelay()];
    const relay = await operated.start();
    await sendHook(relay, "incoming", ring("100.1"));
    const copy = join(operated.folder, "copy.db");
    await operated.run("backup", copy);
    expect(await another.run("restore", copy)).toMatchObject({ code: 0 });
    expect((await another.run("tail")).out).toContain("call 100.1");
  });

  describe("a file that is no sound backup is refused, and nothing changes", () => {
    it.each<[string, (file: string) => void]>([
      ["one that does not exist", () => {}],
      ["text", (file) => writeFileSync(file, "not a database, but long enough to be looked at".repeat(100))],
      ["an empty file", (file) => writeFileSync(file, "")],
      [
        "another program's database",
        (file) => {
          const database = new Database(file);
          database.exec("CREATE TABLE songs (title TEXT); PRAGMA user_version = 3");
          database.close();
        },
      ],
      [
        "one from the future",
        (file) => {
          const database = new Database(file);
          database.exec("CREATE TABLE meta (name TEXT, value TEXT); PRAGMA user_version = 999");
          database.close();
        },
      ],
      [
        "a damaged one",
        (file) => {
          const database = new Database(file);
          database.exec("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT); PRAGMA user_version = 3");
          const insert = database.prepare("INSERT INTO meta VALUES (?, ?)");
          for (let row = 0; row < 500; row++) insert.run(`name ${row}`, "x".repeat(100));
          database.close();
          const bytes = readFileSync(file);
          bytes.fill(0xff, 3 * 4096, 6 * 4096);
          writeFileSync(file, bytes);
        },
      ],
    ])("%s", async (_, make) => {
      const operated = new OperatedRelay();
      const relay = await operated.start();
      await sendHook(relay, "incoming", ring("100.1"));
      await relay.close();
      const file = join(operated.folder, "wrong.db");
      make(file);
      const before = readFileSync(join(operated.dataDir, "relay.db"));
      expect(await operated.run("restore", file)).toMatchObject({ code: 1, err: expect.stringMatching(/\S/) });
      expect(readFileSync(join(operated.dataDir, "relay.db")).equals(before)).toBe(true);
      expect(existsSync(join(operated.dataDir, "relay.db.restoring"))).toBe(false);
    });
  });
});
