import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { resolve } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { WebSocket } from "ws";
import { RELAY_STREAM_PATH } from "../../shared/relay-protocol/stream.ts";
import { ACCOUNT } from "../relay/relay-fixture.ts";
import { RelayUnderTest, SECRETS } from "./relay-under-test.ts";

/** How long each half is fuzzed for. Milliseconds. */
const FUZZ_MS = 6_000;
const HOOKS = `/hooks/${ACCOUNT}/${SECRETS[ACCOUNT]}`;

const oddText = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 40 }).map(encodeURIComponent),
  fc.constantFrom("%", "%E6%F8%E5", "%C3%A6", "%00", "9".repeat(300), "1e999", "-0", "null", "[]", "{}", "true", "…"),
  fc.constantFrom("2026-13-45 99:99:99", "99999999999999999999", "+45 86 51 51 51", "anonymous", "__proto__"),
);
const parameter = fc.tuple(
  fc.oneof(
    fc.constantFrom("UniqueCallId", "EmployeeLocalNumber", "Calledphone", "ANumber", "TimeStamp", "Duration"),
    fc.constantFrom("Transfer", "LinkedUniqueCallId", "AccountId", "CallDirection", "constructor", "toString"),
    oddText,
  ),
  oddText,
);
const body = fc.oneof(
  fc.array(parameter, { maxLength: 12 }).map((all) => all.map(([name, value]) => `${name}=${value}`).join("&")),
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    "<",
    "<a>",
    "<a><b>1</b></a>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    "{",
  ),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
);
const request = fc
  .record({
    method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "OPTIONS", "BREW", "get"),
    path: fc.oneof(
      fc.constantFrom(`${HOOKS}/incoming`, `${HOOKS}/answered`, `${HOOKS}/ended`, `${HOOKS}/outgoing`, HOOKS),
      fc.constantFrom("/", "//", "/hooks//", "/v1/pairing/redeem", "/v1/flexfone/../..", "/v1/stream", "*", "http://x"),
      oddText.map((text) => `/${text}`),
    ),
    query: fc.array(parameter, { maxLength: 8 }),
    type: fc.constantFrom("", "application/json", "text/xml", "application/x-www-form-urlencoded", "x/y; charset=\\"),
    body,
    length: fc.oneof(fc.constant(undefined), fc.integer({ min: -1, max: 2_000 })),
    cut: fc.oneof(fc.constant(undefined), fc.integer({ min: 0, max: 300 })),
  })
  .map(({ method, path, query, type, body: content, length, cut }) => {
    const target = query.length === 0 ? path : `${path}?${query.map(([name, value]) => `${name}=${value}`).join("&")}`;
    const bytes = Buffer.from(content, "latin1");
    const head = [
      `${method} ${target.replaceAll(/[\r\n ]/g, "")} HTTP/1.1`,
      "Host: relay",
      `Content-Length: ${length ?? bytes.length}`,
      ...(type === "" ? [] : [`Content-Type: ${type}`]),
    ];
    const whole = Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`, "latin1"), bytes]);
    return cut === undefined ? whole : whole.subarray(0, cut);
  });

const message = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.json(),
  fc
    .record({ type: fc.constantFrom("hello", "pong", "mark", "dial", "watch-presence", "x") })
    .map((one) => JSON.stringify(one)),
  fc
    .record({
      type: fc.constant("mark"),
      mark: fc.record({
        id: fc.string({ maxLength: 70 }),
        mark: fc.constantFrom("seen", "handled", "gone"),
        callIds: fc.array(fc.string({ maxLength: 130 }), { maxLength: 4 }),
      }),
    })
    .map((one) => JSON.stringify(one)),
  fc
    .record({
      type: fc.constant("hello"),
      protocol: fc.oneof(fc.constant(1), fc.double(), fc.integer()),
      cursor: fc.constantFrom("a:1", "a:99999999999999999999", ":", "x:-1", 7),
      app: fc.constantFrom({ version: "1.0.0", platform: "linux" }, {}, "x"),
    })
    .map((one) => JSON.stringify(one)),
);

async function sendRaw(port: number, data: Buffer): Promise<void> {
  await new Promise<void>((done) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(data);
      // Long enough for an answer on loopback; half requests get none.
      setTimeout(() => socket.destroy(), 5);
    });
    socket.on("data", () => {});
    socket.on("error", () => {});
    socket.on("close", () => done());
  });
}

async function talk(relay: RelayUnderTest, token: string, messages: readonly string[], bytes: Buffer): Promise<void> {
  await new Promise<void>((done) => {
    const socket = new WebSocket(`${relay.url.replace("http", "ws")}${RELAY_STREAM_PATH}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    socket.on("open", () => {
      for (const one of messages) if (socket.readyState === WebSocket.OPEN) socket.send(one);
      // Then bytes that are no frames at all.
      if (bytes.length > 0) Reflect.get(socket, "_socket")?.write(bytes);
      setTimeout(() => socket.terminate(), 5);
    });
    socket.on("error", () => {});
    socket.on("close", () => done());
  });
}

async function fuzzFor<Value>(
  milliseconds: number,
  values: fc.Arbitrary<Value>,
  work: (value: Value) => Promise<void>,
) {
  const until = Date.now() + milliseconds;
  const seed = randomBytes(4).readInt32BE();
  let rounds = 0;
  for (const value of fc.sample(values, { numRuns: 4_000, seed })) {
    if (Date.now() > until) break;
    await work(value);
    rounds += 1;
  }
  return { seed, rounds };
}

it("a relay that is sent nonsense by hooks and clients neither crashes nor leaks, and serves on", async () => {
  const relay = await RelayUnderTest.start({
    nodeOptions: ["--expose-gc", "--import", resolve("tests/relay-faults/answer-memory.ts")],
  });
  const token = await relay.pair("202");
  const rounds = async (milliseconds: number) => {
    const hooks = await fuzzFor(milliseconds, fc.array(request, { minLength: 1, maxLength: 3 }), (pipelined) =>
      sendRaw(relay.port, Buffer.concat(pipelined)),
    );
    const clients = await fuzzFor(
      milliseconds,
      fc.tuple(fc.array(message, { maxLength: 6 }), fc.uint8Array({ maxLength: 40 })),
      ([messages, bytes]) => talk(relay, token, messages, Buffer.from(bytes)),
    );
    return hooks.rounds + clients.rounds;
  };
  // What is loaded and remembered once is not a leak.
  await rounds(FUZZ_MS / 2);
  const before = Number(await relay.ask("memory"));
  expect(await rounds(FUZZ_MS)).toBeGreaterThan(200);
  const after = Number(await relay.ask("memory"));
  expect(relay.isRunning).toBe(true);
  expect(relay.log).not.toMatch(/unhandled|uncaught|TypeError|RangeError/i);
  expect(await relay.isHealthy()).toBe(true);
  expect(after / before).toBeLessThan(1.05);
});
