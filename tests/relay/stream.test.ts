import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { openDatabase } from "../../relay/storage/sqlite/open-database.ts";
import { SqliteDeviceStore } from "../../relay/storage/sqlite/sqlite-device-store.ts";
import { parseCursor, RELAY_STREAM_PATH, relayCloseCodes } from "../../shared/relay-protocol/stream.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { ACCOUNT, connect, pairDevice, StreamClient, sendHook, startTestRelay } from "./relay-fixture.ts";

const ring = (id: string) => ({
  UniqueCallId: id,
  EmployeeLocalNumber: "202",
  Calledphone: "200000",
  ANumber: "86515151",
});

describe("the stream", () => {
  it("begins at now on the first connection", async () => {
    const relay = await startTestRelay();
    const { token } = await pairDevice(relay, "202");
    await sendHook(relay, "incoming", ring("1.1"));
    const client = await connect(relay, token);
    expect(client.welcome).toMatchObject({ recovered: false, reason: "first", replaying: 0, employee: "202" });
    await sendHook(relay, "incoming", ring("1.2"));
    await client.until("the ring is heard", ({ events }) => events.length === 1);
    expect(client.events[0]?.event.callId).toBe("1.2");
  });

  it("resumes after a cursor, also across a restart, and says that nothing is missing", async () => {
    const dataDir = temporaryFolder();
    const first = await startTestRelay({ dataDir });
    const { token } = await pairDevice(first, "202");
    const client = await connect(first, token);
    await sendHook(first, "incoming", ring("1.0"));
    await client.until("the ring is heard", ({ events }) => events.length === 1);
    const cursor = client.events[0]?.cursor;
    for (let n = 1; n <= 450; n += 1) await sendHook(first, "incoming", ring(`1.${n}`));
    await first.close();
    expect(client.closed?.code).toBe(relayCloseCodes.goElsewhere);

    const second = await startTestRelay({ dataDir });
    const again = await connect(second, token, cursor);
    await again.until("all missed events are heard", ({ events }) => events.length === 450);
    expect(again.welcome).toMatchObject({ recovered: true, replaying: 450 });
    expect(again.events.map(({ event }) => event.callId)).toEqual(
      Array.from({ length: 450 }, (_, index) => `1.${index + 1}`),
    );
    expect(again.events.every(({ replayed }) => replayed)).toBe(true);
    await again.until("a heartbeat follows the replay", ({ messages }) => messages.at(-1)?.type === "heartbeat");
  });

  it("says so where it cannot: another epoch, or a cursor from the future", async () => {
    const relay = await startTestRelay();
    const { token } = await pairDevice(relay, "202");
    const client = await connect(relay, token);
    await sendHook(relay, "incoming", ring("1.1"));
    await client.until("the ring is heard", ({ events }) => events.length === 1);
    const { epoch } = parseCursor(client.events[0]?.cursor ?? "");
    expect((await connect(relay, token, "another:1")).welcome).toMatchObject({
      recovered: false,
      reason: "epoch-changed",
    });
    expect((await connect(relay, token, `${epoch}:99`)).welcome).toMatchObject({ recovered: false, reason: "ahead" });
  });

  it("keeps a quiet client's cursor fresh by heartbeats, and drops one that does not answer", async () => {
    const relay = await startTestRelay({ heartbeatMs: 20 });
    const quiet = await connect(relay, (await pairDevice(relay, "203")).token);
    await sendHook(relay, "incoming", ring("1.1"));
    await quiet.until("the heartbeat tells the newest offset", ({ messages }) =>
      messages.some((message) => message.type === "heartbeat" && parseCursor(message.cursor).offset === 1),
    );
    quiet.answersHeartbeats = false;
    await quiet.until("it is dropped", ({ closed }) => closed !== undefined);
  });

  it("is one employee's: others' events never come", async () => {
    const relay = await startTestRelay();
    const other = await connect(relay, (await pairDevice(relay, "203")).token);
    const own = await connect(relay, (await pairDevice(relay, "202")).token);
    await sendHook(relay, "incoming", ring("1.1"));
    await own.until("the ring is heard", ({ events }) => events.length === 1);
    await sendHook(relay, "incoming", { ...ring("1.2"), EmployeeLocalNumber: "203" });
    await other.until("its own ring is heard", ({ events }) => events.length === 1);
    expect(other.events[0]?.event.callId).toBe("1.2");
  });

  it("comes to each of an employee's computers", async () => {
    const relay = await startTestRelay();
    const { token } = await pairDevice(relay, "202");
    const clients = await Promise.all([connect(relay, token), connect(relay, (await pairDevice(relay, "202")).token)]);
    await sendHook(relay, "incoming", ring("1.1"));
    for (const client of clients) await client.until("the ring is heard", ({ events }) => events.length === 1);
  });

  it("refuses an unknown token before the upgrade", async () => {
    const relay = await startTestRelay();
    const stranger = new StreamClient(relay, "x".repeat(43));
    await stranger.until("it is refused", ({ refused }) => refused !== undefined);
    expect(stranger.refused).toBe(401);
  });

  it("ends within a second when the device is revoked by another process", async () => {
    const dataDir = temporaryFolder();
    const relay = await startTestRelay({ dataDir });
    const { token, deviceId } = await pairDevice(relay, "202");
    const client = await connect(relay, token);
    const database = openDatabase(`${dataDir}/relay.db`);
    // Dated when it was asked for; the commit may have had to wait for another process.
    expect(await new SqliteDeviceStore(database).revoke(ACCOUNT, deviceId, Date.now() - 3_000)).toBe(true);
    database.close();
    await client.until("it is closed", ({ closed }) => closed !== undefined);
    expect(client.closed?.code).toBe(relayCloseCodes.revoked);
    const again = new StreamClient(relay, token);
    await again.until("it is refused", ({ refused }) => refused === 401);
  });

  it.each([
    ["junk for hello", "junk", relayCloseCodes.badMessage],
    [
      "an old protocol",
      JSON.stringify({ type: "hello", protocol: 0.5, app: { version: "1", platform: "x" } }),
      relayCloseCodes.badMessage,
    ],
    ["a frame that is too large", "x".repeat(70_000), 1009],
  ])("closes on %s", async (_, text, code) => {
    const relay = await startTestRelay();
    const { token } = await pairDevice(relay, "202");
    const socket = new WebSocket(`${relay.url.replace("http", "ws")}${RELAY_STREAM_PATH}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const closed = await new Promise<number>((resolve) => {
      socket.on("open", () => socket.send(text));
      socket.on("close", (closeCode) => resolve(closeCode));
    });
    expect(closed).toBe(code);
  });
});
