import { createServer } from "node:http";
import { type AddressInfo, connect as connectSocket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { createRelaySocketOpener } from "../../electron/main/adapters/relay/websocket-relay.ts";
import type { SocketEnd } from "../../electron/main/ports/relay-socket.ts";
import { RELAY_PROTOCOL_VERSION, type RelayMessage } from "../../shared/relay-protocol/stream.ts";
import { SilentLogger } from "../fakes/silent-logger.ts";
import { pairDevice, startTestRelay } from "./relay-fixture.ts";

/** The system's proxy: tunnels by CONNECT (RFC 9110, section 9.3.6), or refuses. */
async function startProxy(allow: boolean) {
  const tunnels: string[] = [];
  const server = createServer();
  server.on("connect", (request, socket, head) => {
    tunnels.push(request.url ?? "");
    if (!allow) {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const [host, port] = (request.url ?? "").split(":");
    const target = connectSocket(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      target.write(head);
      target.pipe(socket).pipe(target);
    });
    target.on("error", () => socket.destroy());
    socket.on("error", () => target.destroy());
    onTestFinished(() => {
      target.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, tunnels };
}

/** Opens the app's socket, and gives what comes first: a message or the end. */
async function open(relay: string, token: string, pac: string): Promise<RelayMessage | SocketEnd> {
  const openSocket = createRelaySocketOpener({ logger: new SilentLogger(), resolveProxy: async () => pac });
  return await new Promise((resolve) => {
    const socket = openSocket(
      { relay, token },
      {
        onOpen: () =>
          socket.send({
            type: "hello",
            protocol: RELAY_PROTOCOL_VERSION,
            app: { version: "1.0.0", platform: "linux" },
          }),
        onMessage: resolve,
        onEnd: resolve,
      },
    );
    onTestFinished(() => socket.close());
  });
}

it("the app reaches the relay directly, or through the system's proxy", async () => {
  const relay = await startTestRelay();
  const { token } = await pairDevice(relay, "202");
  const proxy = await startProxy(true);
  expect(await open(relay.url, token, "DIRECT")).toMatchObject({ type: "welcome" });
  expect(proxy.tunnels).toEqual([]);
  expect(await open(relay.url, token, `PROXY ${proxy.address}; DIRECT`)).toMatchObject({
    type: "welcome",
    employee: "202",
  });
  expect(proxy.tunnels).toEqual([new URL(relay.url).host]);
});

it("says what refused it: the proxy, the relay, or nobody there", async () => {
  const relay = await startTestRelay();
  const { token } = await pairDevice(relay, "202");
  const refusing = await startProxy(false);
  const refused = await open(relay.url, token, `PROXY ${refusing.address}`);
  expect(refused).toMatchObject({ type: expect.stringMatching(/^(unreachable|refused)$/) });
  expect(await open(relay.url, "x".repeat(43), "DIRECT")).toEqual({ type: "refused", status: 401 });
  await relay.close();
  expect(await open(relay.url, token, "DIRECT")).toMatchObject({ type: "unreachable", proxy: false });
});
