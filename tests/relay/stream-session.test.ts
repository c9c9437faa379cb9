import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../relay/storage/sqlite/open-database.ts";
import { SqliteEventLog } from "../../relay/storage/sqlite/sqlite-event-log.ts";
import { StreamHub } from "../../relay/stream/stream-hub.ts";
import { type StreamContext, StreamSession } from "../../relay/stream/stream-session.ts";
import { relayCloseCodes } from "../../shared/relay-protocol/stream.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { until } from "../fakes/until.ts";
import { ACCOUNT } from "./relay-fixture.ts";

/** A session over a client that reads only when it is told to. */
async function openSession() {
  const database = openDatabase(join(temporaryFolder(), "relay.db"));
  const log = new SqliteEventLog(database);
  onTestFinished(async () => {
    await log.close();
    database.close();
  });
  const hub = new StreamHub(log);
  const client = { sent: [] as string[], unread: 0, closed: undefined as number | undefined, cut: 0 };
  const context: StreamContext = {
    log,
    hub,
    now: () => 0,
    accountName: () => "Nordlys",
    minimumAppVersion: undefined,
    hasPresence: () => false,
    hasDialling: () => false,
    watchPresence: () => undefined,
    onProblem: (problem) => {
      throw new Error(problem);
    },
    onDelivered: () => {},
    onCut: () => {
      client.cut += 1;
    },
  };
  const device = {
    id: "d",
    account: ACCOUNT,
    employee: "202",
    name: "pc-17",
    platform: "linux",
    createdAt: 0,
    lastUsedAt: 0,
    revokedAt: undefined,
    suspendedAt: undefined,
    suspendedWhy: undefined,
    holder: undefined,
  };
  const channel = {
    send: (text: string) => {
      client.sent.push(text);
      client.unread += text.length;
    },
    queuedBytes: () => client.unread,
    drained: async () => {
      client.unread = 0;
    },
    close: (code: number) => {
      client.closed = code;
    },
  };
  const session = new StreamSession(device, channel, context);
  session.receive(JSON.stringify({ type: "hello", protocol: 1, app: { version: "1.0.0", platform: "linux" } }));
  await until("the session is welcomed", () => client.sent.length === 2);
  const ring = async (callId: string) => {
    const noise = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`p${n}`, "x".repeat(256)]));
    await log.append(ACCOUNT, {
      kind: "incoming",
      callId,
      employee: "202",
      receivedAt: 0,
      unknownParameters: noise,
    });
  };
  return { session, hub, client, ring };
}

it("a client that leaves more than a megabyte unread is cut, and others are not held up", async () => {
  const { client, hub, ring } = await openSession();
  for (let n = 0; client.closed === undefined && n < 300; n += 1) await ring(`1.${n}`);
  expect(client).toMatchObject({ closed: relayCloseCodes.tooSlow, cut: 1 });
  expect(client.unread).toBeLessThan(1.1 * 1024 * 1024);
  expect(hub.connections).toBe(0);
  const heard = client.sent.length;
  await ring("2.1");
  expect(client.sent).toHaveLength(heard);
});

it("a heartbeat waits for a pong", async () => {
  const { session } = await openSession();
  session.heartbeat();
  expect(session.awaitingPong).toBe(true);
  session.receive('{"type":"pong"}');
  expect(session.awaitingPong).toBe(false);
});
