import { randomBytes } from "node:crypto";
import { connect as connectTcp, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { RELAY_MAX_FRAME_BYTES, RELAY_STREAM_PATH } from "../../shared/relay-protocol/stream.ts";
import { pairDevice, sendHook, startTestRelay } from "../relay/relay-fixture.ts";

type Relay = Awaited<ReturnType<typeof startTestRelay>>;

const HELLO = JSON.stringify({ type: "hello", protocol: 1, app: { version: "1.0.0", platform: "linux" } });

/** A WebSocket client that writes its frames itself (RFC 6455, section 5.2). */
class RawClient {
  readonly socket: Socket;
  head = "";
  readonly #token: string;
  #received = Buffer.alloc(0);
  readonly closed: Promise<{ code: number | undefined }>;

  constructor(relay: Relay, token: string, headers: string[] = []) {
    this.#token = token;
    this.socket = connectTcp(Number(new URL(relay.url).port), "127.0.0.1");
    onTestFinished(() => {
      this.socket.destroy();
    });
    this.socket.on("error", () => {});
    const lines = [
      `GET ${RELAY_STREAM_PATH} HTTP/1.1`,
      "Host: relay",
      "Upgrade: websocket",
      "Connection: Upgrade",
      `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
      "Sec-WebSocket-Version: 13",
      `Authorization: Bearer ${this.#token}`,
      ...headers,
    ];
    this.socket.write(`${lines.join("\r\n")}\r\n\r\n`);
    this.socket.on("data", (data) => {
      this.#received = Buffer.concat([this.#received, data]);
    });
    this.closed = new Promise((resolve) => {
      this.socket.once("close", () => resolve({ code: this.#closeCode() }));
    });
  }

  /** Waits for the answer to the upgrade. */
  async upgraded(): Promise<string> {
    const deadline = Date.now() + 5_000;
    while (!this.#received.includes("\r\n\r\n")) {
      if (Date.now() > deadline) throw new Error("no answer to the upgrade");
      await new Promise((resolve) => setImmediate(resolve));
    }
    const end = this.#received.indexOf("\r\n\r\n") + 4;
    this.head = this.#received.subarray(0, end).toString();
    this.#received = this.#received.subarray(end);
    return this.head;
  }

  /** @param first the frame's first byte: FIN, RSV bits and opcode */
  frame(first: number, payload: Buffer, { masked = true, length = payload.length } = {}): void {
    const head =
      length < 126
        ? Buffer.from([first, (masked ? 0x80 : 0) | length])
        : Buffer.from([first, (masked ? 0x80 : 0) | 127, 0, 0, 0, 0, ...uint32(length)]);
    const mask = masked ? [Buffer.alloc(4)] : [];
    this.socket.write(Buffer.concat([head, ...mask, payload]));
  }

  #closeCode(): number | undefined {
    // The last frame, where it is a close frame of the server: 0x88, its length, and the code.
    const at = this.#received.lastIndexOf(0x88);
    return at >= 0 && this.#received.length >= at + 4 ? this.#received.readUInt16BE(at + 2) : undefined;
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

describe("a client that does not keep to the protocol", () => {
  const text = (payload: string) => Buffer.from(payload);

  it.each([
    ["a frame that is too big", 0x81, text("x"), { length: RELAY_MAX_FRAME_BYTES + 1 }, 1009],
    ["text that is no UTF-8", 0x81, Buffer.from([0xc3, 0x28]), {}, 1007],
    ["a frame that is not masked", 0x81, text("{}"), { masked: false }, 1002],
    ["an opcode that there is not", 0x83, text("{}"), {}, 1002],
    ["a compressed frame, since no compression was agreed upon", 0xc1, randomBytes(64), {}, 1002],
    ["a ping that is too long", 0x89, Buffer.alloc(126), {}, 1002],
    ["a fragmented ping", 0x09, text("x"), {}, 1002],
    ["a binary frame", 0x82, text("{}"), {}, 4101],
  ])("%s: the connection is closed", async (_, first, payload, how, code) => {
    const relay = await startTestRelay();
    const client = new RawClient(relay, (await pairDevice(relay, "202")).token);
    expect(await client.upgraded()).toContain("101 Switching Protocols");
    client.frame(0x81, text(HELLO));
    client.frame(first, payload, how);
    expect(await client.closed).toEqual({ code });
    expect((await sendHook(relay, "incoming", { UniqueCallId: "1.1", EmployeeLocalNumber: "202" })).status).toBe(200);
  });

  it("fragments that never end are cut at the size of a message", async () => {
    const relay = await startTestRelay();
    const client = new RawClient(relay, (await pairDevice(relay, "202")).token);
    await client.upgraded();
    client.frame(0x01, Buffer.alloc(1024, "x"));
    for (let n = 0; n < 70; n += 1) client.frame(0x00, Buffer.alloc(1024, "x"));
    expect(await client.closed).toEqual({ code: 1009 });
  });

  it("an offer to compress is not taken, so that nothing can be blown up", async () => {
    const relay = await startTestRelay();
    const offer = ["Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"];
    const client = new RawClient(relay, (await pairDevice(relay, "202")).token, offer);
    expect(await client.upgraded()).not.toMatch(/sec-websocket-extensions/i);
  });

  it("more messages than anybody needs close the stream, and others go on", async () => {
    const relay = await startTestRelay();
    const [{ token: noisy }, { token: quiet }] = [await pairDevice(relay, "202"), await pairDevice(relay, "203")];
    const sockets = [noisy, quiet].map(
      (token) =>
        new WebSocket(`${relay.url.replace("http", "ws")}${RELAY_STREAM_PATH}`, {
          headers: { Authorization: `Bearer ${token}` },
        }),
    );
    onTestFinished(() => {
      for (const socket of sockets) socket.terminate();
    });
    const [first, second] = sockets;
    if (first === undefined || second === undefined) throw new Error("no sockets");
    const code = new Promise<number>((resolve) => first.once("close", resolve));
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once("open", resolve))));
    for (const socket of sockets) socket.send(HELLO);
    for (let n = 0; n < 200; n += 1) first.send('{"type":"pong"}');
    expect(await code).toBe(4103);
    expect(second.readyState).toBe(WebSocket.OPEN);
  });
});
