import { connect, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { ACCOUNT } from "../relay/relay-fixture.ts";
import { SECRETS } from "./relay-under-test.ts";
import { eventually, WholeSystem } from "./whole-system.ts";

/** Of each kind. */
const SLOW = 150;
const HOOK = `/hooks/${ACCOUNT}/${SECRETS[ACCOUNT]}/incoming`;
/** A head has 10 s and a request 15 s, which is looked at every 2 s. Milliseconds. */
const CUT_WITHIN = 20_000;

/** A connection that sends a byte now and then, as long as it is let. */
class SlowConnection {
  answer = "";
  closed = false;
  readonly #socket: Socket;

  constructor(port: number, begin: string, then: string) {
    this.#socket = connect(port, "127.0.0.1", () => this.#socket.write(begin));
    this.#socket.on("data", (data) => {
      this.answer += data.toString();
    });
    this.#socket.on("error", () => {});
    const drip = setInterval(() => {
      if (then !== "" && this.#socket.writable) this.#socket.write(then);
    }, 500);
    this.#socket.on("close", () => {
      this.closed = true;
      clearInterval(drip);
    });
    onTestFinished(() => {
      this.#socket.destroy();
    });
  }
}

it(`${3 * SLOW} requests that never end are ended with 408, and hooks and clients are served meanwhile`, async () => {
  const system = await WholeSystem.start();
  const { port } = system.relay;
  const open = (begin: string, then: string) =>
    Array.from({ length: SLOW }, () => new SlowConnection(port, begin, then));
  const slow = [
    ...open(`GET ${HOOK} HTTP/1.1\r\nHost: relay\r\n`, "X-Slow: 1\r\n"),
    ...open(`POST ${HOOK} HTTP/1.1\r\nHost: relay\r\nContent-Length: 5000\r\n\r\n`, "x"),
    ...open("GET /v1/stream HTTP/1.1\r\nUpgrade: websocket\r\n", ""),
  ];
  let ended = false;
  const allEnded = eventually("all are ended", () => slow.every(({ closed }) => closed), CUT_WITHIN).then(() => {
    ended = true;
  });
  let calls = 0;
  while (!ended && calls < 10_000) {
    await system.sender.call();
    calls += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await allEnded;
  expect(system.sender.failures).toBe(0);
  expect(calls).toBeGreaterThan(50);
  await system.settle();
  expect(new Set(slow.map(({ answer }) => answer.split("\r\n")[0]))).toEqual(new Set(["HTTP/1.1 408 Request Timeout"]));
});
