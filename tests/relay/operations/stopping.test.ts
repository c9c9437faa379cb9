import { once } from "node:events";
import { createServer } from "node:http";
import { connect as connectTcp } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { createLogger } from "../../../relay/logger.ts";
import { RELAY_STREAM_PATH, relayCloseCodes } from "../../../shared/relay-protocol/stream.ts";
import { ACCOUNT, connect, HASH, pairDevice, redeemCode, SECRET } from "../relay-fixture.ts";
import { OperatedRelay } from "./operated-relay.ts";
import { RelayProcess } from "./relay-process.ts";

const isWindows = process.platform === "win32";

function hookUrl(url: string, callId: string): string {
  const parameters = { EmployeeLocalNumber: "202", ANumber: "23456789", Calledphone: "2021", UniqueCallId: callId };
  return `${url}/hooks/${ACCOUNT}/${SECRET}/incoming?${new URLSearchParams(parameters)}`;
}

/** Calls the hook again and again, until the relay is gone. @returns the calls that were answered 200 */
async function pour(url: string, worker: number): Promise<string[]> {
  const answered: string[] = [];
  for (let number = 0; ; number++) {
    const callId = `${worker}.${number}`;
    try {
      const response = await fetch(hookUrl(url, callId));
      if (response.status === 200) answered.push(callId);
      else expect(response.status).toBe(503);
    } catch {
      // The relay is gone, and the PBX would try again.
      return answered;
    }
  }
}

/** A device paired through the commands, as beside a relay that runs in another process. */
async function pairBeside(operated: OperatedRelay, url: string): Promise<string> {
  const { out } = await operated.run("invite", "--employee", "202");
  const code = new URL(out.split("\n")[0] ?? "").searchParams.get("code") ?? "";
  return (await redeemCode(url, code)).token;
}

describe.skipIf(isWindows)("a relay that is told to stop", () => {
  it("in load ends with 0, and every hook that it answered 200 is there afterwards", async () => {
    const operated = new OperatedRelay({ logLevel: "info", limits: { hooksPerSecond: 100_000 } });
    const server = new RelayProcess("serve", "--config", operated.configFile);
    const { url } = await server.listening();
    const token = await pairBeside(operated, url);
    const client = new WebSocket(`${url.replace("http", "ws")}${RELAY_STREAM_PATH}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    onTestFinished(() => client.terminate());
    client.on("open", () =>
      client.send(JSON.stringify({ type: "hello", protocol: 1, app: { version: "1.0.0", platform: "linux" } })),
    );
    let heard = 0;
    const closed = once(client, "close");
    const busy = new Promise<void>((resolve) => {
      client.on("message", () => {
        heard += 1;
        if (heard === 100) resolve();
      });
    });
    const pouring = Array.from({ length: 8 }, (_, worker) => pour(url, worker));
    await busy;
    server.child.kill("SIGTERM");
    expect(await server.exitCode()).toBe(0);
    const [code] = (await closed) as [number];
    expect(code).toBe(relayCloseCodes.goElsewhere);

    const answered = (await Promise.all(pouring)).flat();
    expect(answered.length).toBeGreaterThan(90);
    const again = await operated.start({ logger: createLogger("silent") });
    const reader = await connect(again, token, "none:0");
    await reader.until("all is replayed", ({ events, welcome }) => events.length === welcome?.replaying);
    const stored = new Set(reader.events.map(({ event }) => event.callId));
    expect(answered.filter((callId) => !stored.has(callId))).toEqual([]);
  });

  it("ends within 10 s although a client reads nothing, a request never ends, and the PBX's API hangs", async () => {
    let hangs = false;
    const pbx = createServer((_, response) => {
      if (!hangs) response.writeHead(500).end();
    }).listen(0, "127.0.0.1");
    onTestFinished(() => {
      pbx.closeAllConnections();
      pbx.close();
    });
    await once(pbx, "listening");
    const address = pbx.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const account = { baseUrl: `http://127.0.0.1:${port}/api/`, account: ACCOUNT, hash: HASH };
    const operated = new OperatedRelay({
      logLevel: "info",
      accounts: [{ id: ACCOUNT, name: "Nordlys", hookSecrets: [SECRET], flexfone: account }],
    });
    const server = new RelayProcess("serve", "--config", operated.configFile);
    const { url } = await server.listening();
    const { hostname, port: relayPort } = new URL(url);
    const halfRequest = connectTcp(Number(relayPort), hostname);
    onTestFinished(() => {
      halfRequest.destroy();
    });
    halfRequest.on("error", () => {});
    await once(halfRequest, "connect");
    halfRequest.write(
      `POST /hooks/${ACCOUNT}/${SECRET}/incoming HTTP/1.1\r\nHost: relay\r\nContent-Length: 100\r\n\r\n`,
    );
    const token = await pairBeside(operated, url);
    const client = connectTcp(Number(relayPort), hostname);
    onTestFinished(() => {
      client.destroy();
    });
    client.on("error", () => {});
    await once(client, "connect");
    client.write(
      `GET ${RELAY_STREAM_PATH} HTTP/1.1\r\nHost: relay\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${btoa("0123456789abcdef")}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    );
    await once(client, "data");
    client.pause();
    hangs = true;
    const asked = once(pbx, "request");
    const unanswered = fetch(`${url}/v1/flexfone/employee`, { headers: { Authorization: `Bearer ${token}` } }).then(
      ({ status }) => status,
      () => undefined,
    );
    await asked;

    server.child.kill("SIGTERM");
    const late = setTimeout(() => server.child.kill("SIGKILL"), 10_000);
    expect(await server.exitCode()).toBe(0);
    clearTimeout(late);
    expect(await unanswered).toBeUndefined();
  });

  it("twice ends at once with 1", async () => {
    const operated = new OperatedRelay({ logLevel: "info" });
    const server = new RelayProcess("serve", "--config", operated.configFile);
    const { url } = await server.listening();
    const { hostname, port } = new URL(url);
    const halfRequest = connectTcp(Number(port), hostname);
    onTestFinished(() => {
      halfRequest.destroy();
    });
    halfRequest.on("error", () => {});
    await once(halfRequest, "connect");
    halfRequest.write(
      `POST /hooks/${ACCOUNT}/${SECRET}/incoming HTTP/1.1\r\nHost: relay\r\nContent-Length: 100\r\n\r\n`,
    );
    // Answered after the half request was read, on a connection of its own.
    await fetch(`${url}/healthz`);
    server.child.kill("SIGTERM");
    await untilNotListening(url);
    server.child.kill("SIGTERM");
    expect(await server.exitCode()).toBe(1);
  });

  it("is not ready any more while it stops", async () => {
    const operated = new OperatedRelay();
    const relay = await operated.start();
    const { token } = await pairDevice(relay, "202");
    await connect(relay, token);
    const { operationsUrl } = relay;
    const answer = fetch(`${operationsUrl}/readyz`);
    expect((await answer).status).toBe(200);
    const closed = relay.close();
    const stopping = await fetch(`${operationsUrl}/readyz`);
    expect([stopping.status, await stopping.json()]).toEqual([
      503,
      { ready: false, reasons: ["the relay is stopping"] },
    ]);
    await closed;
  });
});

describe("a second relay on the same data", () => {
  it("is refused with what to do", async () => {
    const operated = new OperatedRelay();
    await operated.start();
    const second = new RelayProcess("serve", "--config", operated.configFile);
    expect(await second.exitCode()).toBe(1);
    expect(second.err).toContain(`Another process serves ${operated.dataDir}. Stop it first`);
    expect(second.err).not.toContain("    at ");
  });
});

/** The first signal has been heard when the relay takes no new connections. */
async function untilNotListening(url: string): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (Date.now() < deadline) {
    try {
      await fetch(`${url}/healthz`, { headers: { Connection: "close" } });
    } catch {
      return;
    }
  }
  throw new Error("waited in vain until the relay takes no connections");
}
