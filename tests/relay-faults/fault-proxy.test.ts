import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { FaultProxy } from "../../tools/fault-proxy/fault-proxy.ts";
import { eventually } from "./whole-system.ts";

/** What one end has heard, and how it ended for it. */
class End {
  heard = Buffer.alloc(0);
  ended = false;
  closed = false;
  error = "";
  readonly socket: Socket;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (data) => {
      this.heard = Buffer.concat([this.heard, data]);
    });
    socket.on("end", () => {
      this.ended = true;
    });
    socket.on("error", (error) => {
      this.error = "code" in error ? String(error.code) : error.message;
    });
    socket.on("close", () => {
      this.closed = true;
    });
    onTestFinished(() => {
      socket.destroy();
    });
  }
}

/** A client and a server that are connected through a proxy. */
async function connected(): Promise<{ proxy: FaultProxy; client: End; server: End }> {
  const listener = createServer({ allowHalfOpen: true });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const proxy = new FaultProxy((listener.address() as AddressInfo).port);
  await proxy.listen();
  onTestFinished(async () => {
    await proxy.close();
    listener.close();
  });
  const servers: End[] = [];
  listener.on("connection", (socket) => servers.push(new End(socket)));
  const client = new End(connect({ port: proxy.port, host: "127.0.0.1", allowHalfOpen: true }));
  await eventually("the server is there", () => servers.length === 1);
  const [server] = servers;
  if (server === undefined) throw new Error("there is no server");
  return { proxy, client, server };
}

it("passes on what it is given, both ways, and who has ended", async () => {
  const { proxy, client, server } = await connected();
  client.socket.end("hello");
  await eventually("the server has it, and the end", () => server.ended);
  expect(server.heard.toString()).toBe("hello");
  server.socket.end("goodbye");
  await eventually("the client has it, and the end", () => client.ended);
  expect(client.heard.toString()).toBe("goodbye");
  await eventually("nothing is left", () => proxy.connections === 0);
});

it("passes more than fits, unchanged, also late and in small pieces", async () => {
  const { proxy, client, server } = await connected();
  const data = Buffer.alloc(
    3_000_000,
    Uint8Array.from({ length: 251 }, (_, n) => n),
  );
  client.socket.write(data.subarray(0, 2_999_000));
  await eventually("most of it is there", () => server.heard.length === 2_999_000);
  proxy.toServer.latencyMs = 20;
  proxy.toServer.dripBytes = 100;
  client.socket.write(data.subarray(2_999_000));
  await eventually("all of it is there", () => server.heard.length === data.length);
  expect(server.heard.equals(data)).toBe(true);
});

it("makes whoever sends wait where nobody reads", async () => {
  const { client, server } = await connected();
  server.socket.pause();
  let accepted = 0;
  const chunk = Buffer.alloc(1024 * 1024);
  // The system's buffers on the way hold some megabytes, and no more.
  while (accepted < 200 && (client.socket.write(chunk) || (await drained(client.socket)))) accepted += 1;
  expect(accepted).toBeLessThan(200);
});

async function drained(socket: Socket): Promise<boolean> {
  return await Promise.race([
    once(socket, "drain").then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 500)),
  ]);
}

it("holds what is stalled, and passes it on when that is over", async () => {
  const { proxy, client, server } = await connected();
  proxy.toServer.stalled = true;
  client.socket.write("one ");
  client.socket.write("two");
  server.socket.write("the other way");
  await eventually("the other way is open", () => client.heard.toString() === "the other way");
  expect(server.heard.length).toBe(0);
  proxy.heal();
  await eventually("it has arrived", () => server.heard.toString() === "one two");
});

it("loses what goes into a black hole for good, tells nobody, and leaves new connections alone", async () => {
  const { proxy, client, server } = await connected();
  proxy.toServer.blackhole = true;
  client.socket.write("lost");
  server.socket.write("the other way");
  await eventually("the other way is open", () => client.heard.toString() === "the other way");
  proxy.heal();
  client.socket.write("lost too, or the rest could not be understood");
  client.socket.resetAndDestroy();
  await eventually("the client has gone", () => client.closed);
  const next = new End(connect(proxy.port, "127.0.0.1"));
  next.socket.write("a new one");
  await eventually("it is there", () => proxy.connections === 2);
  expect([server.heard.length, server.ended, server.closed]).toEqual([0, false, false]);
});

it("resets after so many bytes, and all at once", async () => {
  const first = await connected();
  first.proxy.toClient.resetAfterBytes = 4;
  first.server.socket.write("12345678");
  await eventually("the client is reset", () => first.client.closed);
  expect([first.client.error, first.client.ended]).toEqual(["ECONNRESET", false]);
  expect(first.client.heard.length).toBeLessThanOrEqual(4);

  const second = await connected();
  second.proxy.resetAll();
  await eventually("both are reset", () => second.client.closed && second.server.closed);
  expect([second.client.error, second.server.error]).toEqual(["ECONNRESET", "ECONNRESET"]);
  expect(second.proxy.connections).toBe(0);
});
