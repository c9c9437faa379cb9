import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { WebSocketConnection } from "../../../tools/bench/relay/generator/web-socket-connection.ts";

async function serve(onClient: (client: WebSocket) => void) {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("connection", onClient);
  onTestFinished(() => server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { host: "127.0.0.1", port, path: "/", localAddress: "127.0.0.1", headers: [] };
}

test("messages of every length come whole, and what is sent is understood", async () => {
  const lengths = [0, 1, 125, 126, 330, 65_535, 65_536, 200_000];
  const target = await serve((client) => {
    client.on("message", (data) => {
      expect(data.toString()).toBe("x".repeat(300));
      for (const length of lengths) client.send("y".repeat(length));
      client.close(4001, "done");
    });
  });
  const heard: number[] = [];
  const why = await new Promise((resolve) => {
    const connection = new WebSocketConnection(target, {
      opened: () => connection.sendText("x".repeat(300)),
      received: (payload) => heard.push(payload.length),
      closed: resolve,
    });
  });
  expect(why).toEqual({ code: 4001 });
  expect(heard).toEqual(lengths);
});

test("a refused upgrade gives its status", async () => {
  const target = await serve(() => {});
  const why = await new Promise((resolve) => {
    new WebSocketConnection(
      { ...target, headers: ["Sec-WebSocket-Version: 99"] },
      { opened: () => {}, received: () => {}, closed: resolve },
    );
  });
  expect(why).toEqual({ status: 400 });
});
