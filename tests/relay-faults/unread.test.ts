import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { resolve } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { RELAY_STREAM_PATH } from "../../shared/relay-protocol/stream.ts";
import { type Figures, parseMetrics } from "../relay/operations/parse-metrics.ts";
import { RelayUnderTest } from "./relay-under-test.ts";
import { eventually, WholeSystem } from "./whole-system.ts";

/** A client that reads nothing has a queue of 1 MB; with what holds it, and caches, it may cost this. Bytes. */
const MAY_COST = 12 * 1024 * 1024;
/** What the system's own socket buffers hold is no concern of the relay's; this is far more. Bytes. */
const MORE_THAN_FITS = 24 * 1024 * 1024;
/** What is not known of a hook is passed on: this much of it. Characters. */
const LONG = 7_500;
const comments = Object.fromEntries(Array.from({ length: LONG / 250 }, (_, n) => [`Comment${n}`, "x".repeat(250)]));
/** Pings of the largest size (RFC 6455, section 5.5), masked with zeros. */
const PINGS = Buffer.concat(
  Array.from({ length: 500 }, () => Buffer.concat([Buffer.from([0x89, 0xfd, 0, 0, 0, 0]), Buffer.alloc(125)])),
);

const telling = { nodeOptions: ["--expose-gc", "--import", resolve("tests/relay-faults/answer-memory.ts")] };
const operated = { ...telling, config: { operations: { listen: { port: 0 } }, logLevel: "info" } };

async function figures(relay: RelayUnderTest): Promise<Figures> {
  const url = /"operationsUrl":"([^"]+)"/.exec(relay.log)?.[1];
  return parseMetrics(await (await fetch(`${url}/metrics`)).text());
}

/** What the relay has in use when all garbage is collected: what it is resident with depends on when that was. Bytes. */
async function bytesInUse(relay: RelayUnderTest): Promise<number> {
  return Number(await relay.ask("memory"));
}

async function upgraded(relay: RelayUnderTest, token: string): Promise<Socket> {
  const socket = connect(relay.port, "127.0.0.1");
  onTestFinished(() => {
    socket.destroy();
  });
  socket.on("error", () => {});
  const lines = [
    `GET ${RELAY_STREAM_PATH} HTTP/1.1`,
    "Host: relay",
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    "Sec-WebSocket-Version: 13",
    `Authorization: Bearer ${token}`,
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  await once(socket, "data");
  return socket;
}

describe("a client that reads nothing", () => {
  it("is cut when it leaves too much unread; memory stays bounded, others have everything, and so has it in the end", async () => {
    const system = await WholeSystem.start(operated);
    const { relay, sender, clients } = system;
    const stalled = clients.get("202");
    if (stalled === undefined) throw new Error("there is no such client");
    stalled.readsNothing = true;
    stalled.drop();
    await eventually("it is there again", () => !stalled.connected);
    await eventually("the relay has it", async () => (await figures(relay)).value("sidetone_relay_connections") === 3);

    const before = await bytesInUse(relay);
    let most = before;
    const healthy = clients.get("203");
    for (let sent = 0; sent < MORE_THAN_FITS; sent += 4 * LONG) {
      const n = sent / LONG;
      await Promise.all(
        [0, 1, 2, 3].map(async (line) => {
          const callId = `long.${n + line}`;
          const employee = line === 0 ? "203" : "202";
          const said = { UniqueCallId: callId, EmployeeLocalNumber: employee, ANumber: `${30_000_000 + n + line}` };
          const status = await sender.once("incoming", { ...said, ...comments });
          expect(status).toBe(200);
          sender.acknowledged.push({ kind: "incoming", callId, employee });
        }),
      );
      if (n % 100 === 0) most = Math.max(most, await bytesInUse(relay));
    }
    // Nobody waited for the one who does not read.
    const ofHealthy = sender.acknowledged.filter(({ employee }) => employee === "203").length;
    await eventually("the healthy one has everything", () => healthy?.stored.size === ofHealthy);
    expect(most - before).toBeLessThan(MAY_COST);
    await eventually("the one who does not read is cut, and counted", async () => {
      const found = await figures(relay);
      return found.value("sidetone_relay_clients_cut_total", { reason: "too-slow" }) === 1;
    });

    stalled.readsNothing = false;
    stalled.drop();
    await system.settle(30_000);
    expect(stalled.resumes.at(-1)).toMatchObject({ recovered: true });
  });

  it("but pings without end, is cut before the pongs fill the memory", async () => {
    const relay = await RelayUnderTest.start(telling);
    const client = await upgraded(relay, await relay.pair("202"));
    client.pause();
    const before = await bytesInUse(relay);
    let most = before;
    const deadline = Date.now() + 10_000;
    while (!client.destroyed && Date.now() < deadline) {
      if (client.writableLength < 4 * PINGS.length) client.write(PINGS);
      await new Promise((resolve) => setTimeout(resolve, 1));
      most = Math.max(most, await bytesInUse(relay));
    }
    expect(client.destroyed).toBe(true);
    expect(most - before).toBeLessThan(MAY_COST);
    expect(await relay.isHealthy()).toBe(true);
  });
});
