import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../relay/storage/sqlite/open-database.ts";
import { SqliteEventLog } from "../../relay/storage/sqlite/sqlite-event-log.ts";
import { StreamHub } from "../../relay/stream/stream-hub.ts";
import { StreamSession } from "../../relay/stream/stream-session.ts";
import { relayCloseCodes } from "../../shared/relay-protocol/stream.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { ACCOUNT } from "./relay-fixture.ts";

/** A session over a client that reads only when it is told to. */
function openSession() {
  const database = openDatabase(join(temporaryFolder(), "relay.db"));
  const log = new SqliteEventLog(database);
  onTestFinished(async () => {
    await log.close();
    database.close();
  });
  const hub = new StreamHub(log);
  const client = { sent: [] as string[], unread: 0, closed: undefined as number | undefined };
  const session = new StreamSession({
    device: {
      id: "d",
      account: ACCOUNT,
      employee: "202",
      name: "pc-17",
      platform: "linux",
      createdAt: 0,
      revokedAt: undefined,
    },
    accountName: "Nordlys",
    log,
    hub,
    now: () => 0,
    channel: {
      send: (text) => {
        client.sent.push(text);
        client.unread += text.length;
      },
      queuedBytes: () => client.unread,
      drained: async () => {
        client.unread = 0;
      },
      close: (code) => {
        client.closed = code;
      },
    },
  });
  session.receive(JSON.stringify({ type: "hello", protocol: 1, app: { version: "1.0.0", platform: "linux" } }));
  const ring = async (callId: string) => {
    const noise = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`p${n}`, "x".repeat(256)]));
    const deliveries = await log.append(ACCOUNT, {
      kind: "incoming",
      callId,
      employee: "202",
      receivedAt: 0,
      unknownParameters: noise,
    });
    hub.publish(deliveries);
  };
  return { session, hub, client, ring };
}

it("a client that leaves more than a megabyte unread is cut, and others are not held up", async () => {
  const { client, hub, ring } = openSession();
  for (let n = 0; client.closed === undefined && n < 300; n += 1) await ring(`1.${n}`);
  expect(client.closed).toBe(relayCloseCodes.tooSlow);
  expect(client.unread).toBeLessThan(1.1 * 1024 * 1024);
  expect([...hub.sessions()]).toEqual([]);
  const heard = client.sent.length;
  await ring("2.1");
  expect(client.sent).toHaveLength(heard);
});

it("a heartbeat that is not answered by the next one ends the session; a pong keeps it", () => {
  const { session } = openSession();
  expect(session.heartbeat()).toBe(true);
  session.receive('{"type":"pong"}');
  expect(session.heartbeat()).toBe(true);
  expect(session.heartbeat()).toBe(false);
});
