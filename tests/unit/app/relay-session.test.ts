import { describe, expect, it } from "vitest";
import type { SocketHandlers } from "../../../electron/main/ports/relay-socket.ts";
import { RelaySession } from "../../../electron/main/services/relay-session.ts";
import type { RelayStatus } from "../../../shared/ipc/snapshot.ts";
import { type ClientMessage, type RelayMessage, relayCloseCodes } from "../../../shared/relay-protocol/stream.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";

/** A session whose sockets are in the test's hands. */
function setUp(fraction = 0.5, onMessage: (message: RelayMessage) => void = () => {}) {
  const clock = new FakeClock();
  const sockets: { handlers: SocketHandlers; sent: ClientMessage[]; closed: boolean }[] = [];
  const statuses: RelayStatus[] = [];
  const heard: RelayMessage[] = [];
  const session = new RelaySession({
    openSocket: (_target, handlers) => {
      const socket = { handlers, sent: [] as ClientMessage[], closed: false };
      sockets.push(socket);
      return {
        send: (message) => socket.sent.push(message),
        close: () => {
          socket.closed = true;
        },
      };
    },
    clock,
    random: { fraction: () => fraction, id: () => "id", token: () => "t" },
    logger: new SilentLogger(),
    app: { version: "1.2.3", platform: "linux" },
    cursor: () => "epoch:7",
    onStatus: (status) => statuses.push(status),
    onMessage: (message) => {
      heard.push(message);
      onMessage(message);
    },
  });
  const newest = () => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error("no socket was opened");
    return socket;
  };
  const connect = () => {
    newest().handlers.onOpen();
    newest().handlers.onMessage(welcome(clock.now()));
  };
  session.start({ relay: "https://relay.example.dk", token: "secret" });
  return { clock, session, sockets, statuses, heard, newest, connect };
}

const welcome = (now: number): RelayMessage => ({
  type: "welcome",
  protocol: 1,
  account: { id: "1234", name: "Nordlys" },
  employee: "202",
  recovered: true,
  replaying: 0,
  cursor: "epoch:7",
  now,
});

describe("the connection to the relay", () => {
  it("says hello with the stored cursor, and is connected at welcome", () => {
    const { newest, connect, session } = setUp();
    expect(session.status.state).toBe("connecting");
    connect();
    expect(newest().sent[0]).toEqual({
      type: "hello",
      protocol: 1,
      app: { version: "1.2.3", platform: "linux" },
      cursor: "epoch:7",
    });
    expect(session.status.state).toBe("connected");
  });

  it("answers heartbeats, and notices silence", () => {
    const { clock, newest, connect, session } = setUp();
    connect();
    clock.advance(25_000);
    newest().handlers.onMessage({ type: "heartbeat", cursor: "epoch:8", now: clock.now() });
    expect(newest().sent.at(-1)).toEqual({ type: "pong" });
    clock.advance(32_900);
    expect(session.status.state).toBe("connected");
    clock.advance(200);
    expect(session.status).toMatchObject({ state: "offline", reason: "timeout" });
    expect(newest().closed).toBe(true);
  });

  it("tries again with growing, jittered waits, and says since when it is offline", () => {
    const { clock, sockets, newest, connect, session } = setUp();
    connect();
    clock.advance(1_000);
    const lostAt = clock.now();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      const opened = sockets.length;
      newest().handlers.onEnd({ type: "unreachable", reason: "ECONNREFUSED", proxy: false });
      const { status } = session;
      if (status.state !== "offline" || status.nextTryAt === undefined) throw new Error("offline expected");
      expect(status.since).toBe(lostAt);
      const wait = status.nextTryAt - clock.now();
      waits.push(wait);
      clock.advance(wait - 1);
      expect(sockets).toHaveLength(opened);
      clock.advance(1);
      expect(sockets).toHaveLength(opened + 1);
    }
    expect(waits).toEqual([750, 1500, 3000, 6000, 12_000, 24_000, 45_000, 45_000, 45_000]);
  });

  it("an old socket's end says nothing about the new one", () => {
    const { sockets, connect, session } = setUp();
    connect();
    session.reconnect("user");
    connect();
    sockets[0]?.handlers.onEnd({ type: "closed", code: 1006, reason: "" });
    expect(session.status.state).toBe("connected");
  });

  it("stops where a person must act", () => {
    for (const end of [
      { type: "refused", status: 401 },
      { type: "closed", code: relayCloseCodes.revoked, reason: "" },
    ] as const) {
      const { clock, newest, session } = setUp();
      newest().handlers.onEnd(end);
      expect(session.status).toMatchObject({ state: "offline", reason: "revoked" });
      expect(session.status).not.toHaveProperty("nextTryAt");
      expect(clock.waiting).toBe(0);
    }
    const { newest, session } = setUp();
    newest().handlers.onEnd({ type: "closed", code: relayCloseCodes.protocolTooOld, reason: "" });
    expect(session.status).toMatchObject({ reason: "update-needed" });
  });

  it.each([
    [403, "refused"],
    [407, "proxy"],
    [502, "refused"],
  ])("tries again where something on the way answered %i", (status, reason) => {
    const { newest, session } = setUp();
    newest().handlers.onEnd({ type: "refused", status });
    expect(session.status).toMatchObject({ state: "offline", reason, nextTryAt: expect.any(Number) });
  });

  it("gives up the connection where a message cannot be stored, so that it comes again", () => {
    const { newest, session } = setUp(0.5, () => {
      throw new Error("disk full");
    });
    newest().handlers.onOpen();
    newest().handlers.onMessage({ type: "heartbeat", cursor: "epoch:8", now: 1 });
    expect(session.status).toMatchObject({ state: "offline", reason: "storage", nextTryAt: expect.any(Number) });
    expect(newest().closed).toBe(true);
  });

  it("comes back almost at once where the relay says go elsewhere", () => {
    const { clock, newest, connect, session } = setUp();
    connect();
    newest().handlers.onEnd({ type: "closed", code: relayCloseCodes.goElsewhere, reason: "" });
    expect(session.status).toMatchObject({ nextTryAt: clock.now() + 150 });
  });

  it("opens a new socket when the machine wakes, since the old one may be dead without knowing", () => {
    const { clock, sockets, connect, session } = setUp();
    connect();
    session.reconnect("resume");
    expect(sockets[0]?.closed).toBe(true);
    clock.advance(1_500);
    expect(sockets).toHaveLength(2);
  });

  it("an unlocked screen alone does not disturb a good connection", () => {
    const { sockets, connect, session } = setUp();
    connect();
    session.reconnect("unlock");
    expect(sockets[0]?.closed).toBe(false);
    expect(session.status.state).toBe("connected");
  });

  it("a relay that accepts and says nothing is given up after 15 s", () => {
    const { clock, newest, session } = setUp();
    newest().handlers.onOpen();
    clock.advance(15_000);
    expect(session.status).toMatchObject({ state: "offline", reason: "timeout" });
  });
});

describe("many apps that are lost together", () => {
  it("come back within the time that the relay named last, and then as ever", () => {
    const { clock, newest, session } = setUp(0.5);
    newest().handlers.onOpen();
    newest().handlers.onMessage({ ...welcome(clock.now()), reconnectWithinMs: 1_000 } as RelayMessage);
    newest().handlers.onMessage({ type: "heartbeat", cursor: "epoch:8", now: clock.now(), reconnectWithinMs: 4_000 });
    newest().handlers.onEnd({ type: "closed", code: relayCloseCodes.goElsewhere, reason: "" });
    expect(session.status).toMatchObject({ nextTryAt: clock.now() + 2_000 });
    clock.advance(2_000);
    newest().handlers.onEnd({ type: "unreachable", reason: "ECONNREFUSED", proxy: false });
    expect(session.status).toMatchObject({ nextTryAt: clock.now() + 1_500 });
  });

  it("are not let in at once by a relay that is overloaded, however often it says welcome first", () => {
    const { clock, newest, session } = setUp(0.5);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      newest().handlers.onOpen();
      newest().handlers.onMessage({ ...welcome(clock.now()), reconnectWithinMs: 200 } as RelayMessage);
      newest().handlers.onEnd({ type: "closed", code: relayCloseCodes.overloaded, reason: "" });
      const { status } = session;
      if (status.state !== "offline" || status.nextTryAt === undefined) throw new Error("offline expected");
      waits.push(status.nextTryAt - clock.now());
      clock.advance(status.nextTryAt - clock.now());
    }
    expect(waits).toEqual([750, 1500, 3000, 6000]);
    newest().handlers.onOpen();
    newest().handlers.onMessage(welcome(clock.now()));
    for (const _ of [1, 2]) {
      clock.advance(25_000);
      newest().handlers.onMessage({ type: "heartbeat", cursor: "epoch:8", now: clock.now() });
    }
    newest().handlers.onEnd({ type: "closed", code: relayCloseCodes.overloaded, reason: "" });
    expect(session.status).toMatchObject({ nextTryAt: clock.now() + 750 });
  });

  it("do not try in a loop where the connection breaks right after each welcome", () => {
    const { clock, newest, session } = setUp(0.5);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      newest().handlers.onOpen();
      newest().handlers.onMessage({ ...welcome(clock.now()), reconnectWithinMs: 200 } as RelayMessage);
      newest().handlers.onEnd({ type: "closed", code: 1006, reason: "" });
      const { status } = session;
      if (status.state !== "offline" || status.nextTryAt === undefined) throw new Error("offline expected");
      waits.push(status.nextTryAt - clock.now());
      clock.advance(status.nextTryAt - clock.now());
    }
    expect(waits).toEqual([100, 1500, 1500, 1500]);
  });

  it("says only while it is connected what it is given to say", () => {
    const { newest, connect, session } = setUp();
    expect(session.send({ type: "watch-presence", on: true })).toBe(false);
    connect();
    expect(session.send({ type: "watch-presence", on: true })).toBe(true);
    expect(newest().sent.at(-1)).toEqual({ type: "watch-presence", on: true });
  });

  it("suspended, it stops until a person acts", () => {
    const { newest, session } = setUp();
    newest().handlers.onEnd({ type: "closed", code: relayCloseCodes.suspended, reason: "" });
    expect(session.status).toMatchObject({ state: "offline", reason: "revoked" });
  });
});
