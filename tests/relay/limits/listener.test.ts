import { once } from "node:events";
import { copyFileSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { connect as connectSocket, type Socket } from "node:net";
import { join } from "node:path";
import { type ConnectionOptions, connect as connectTls, type PeerCertificate } from "node:tls";
import { describe, expect, it, onTestFinished } from "vitest";
import { configSchema, type RelayConfig } from "../../../relay/config/config.ts";
import { CertificateFiles } from "../../../relay/http/certificate-files.ts";
import { Listener, type ListenerOptions } from "../../../relay/http/listener.ts";
import { Limits, type RefusalReason } from "../../../relay/limits/limits.ts";
import { createLogger } from "../../../relay/logger.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { until } from "../../fakes/until.ts";
import { ACCOUNT, redemption, SECRET } from "../relay-fixture.ts";
import { makeCertificate } from "./certificates.ts";
import { openStream, startLimitedRelay } from "./limited-relay.ts";

const logger = createLogger("silent");

/** A listener alone, on a free port. */
async function listen(
  limits: Partial<RelayConfig["limits"]>,
  options: {
    times?: ListenerOptions["times"];
    trustProxy?: string[];
    tls?: { certFile: string; keyFile: string };
    handle?: RequestListener;
  } = {},
) {
  const config = configSchema.parse({
    limits,
    trustProxy: options.trustProxy ?? [],
    accounts: [{ id: "1", name: "A", hookSecrets: [SECRET], flexfone: { account: "1", hash: "x" } }],
  });
  const refused: RefusalReason[] = [];
  const onRefused = (reason: RefusalReason) => refused.push(reason);
  const listener = new Listener(
    {
      listen: { host: "127.0.0.1", port: 0, ...(options.tls && { tls: options.tls }) },
      limits: new Limits({ config, now: () => performance.now(), onRefused }),
      logger,
      onRefused,
      ...(options.times && { times: options.times }),
    },
    options.handle ?? ((_, response) => response.end("OK")),
  );
  await listener.listen();
  onTestFinished(() => {
    listener.stop();
    listener.server.closeAllConnections();
  });
  return { listener, refused };
}

/** A connection that says something, and keeps what it hears. */
function dial(listener: Listener, text: string, from = "127.0.0.1"): { socket: Socket; heard: () => string } {
  const socket = connectSocket({ port: Number(new URL(listener.url).port), host: "127.0.0.1", localAddress: from });
  onTestFinished(() => {
    socket.destroy();
  });
  let heard = "";
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    heard += chunk.toString();
  });
  if (text !== "") socket.write(text);
  return { socket, heard: () => heard };
}

const REQUEST = "GET / HTTP/1.1\r\nHost: relay\r\n\r\n";

describe("open connections", () => {
  it("from one address are bounded, and each that ends makes room", async () => {
    const { listener, refused } = await listen({ connectionsPerAddress: 2 });
    const first = dial(listener, REQUEST);
    const second = dial(listener, REQUEST);
    await until("both are served", () => first.heard().includes("OK") && second.heard().includes("OK"));
    const third = dial(listener, REQUEST);
    await once(third.socket, "close");
    expect(third.heard()).toBe("");
    expect(refused).toEqual(["connections-per-address"]);
    const elsewhere = dial(listener, REQUEST, "127.0.0.2");
    await until("another address is served", () => elsewhere.heard().includes("OK"));
    first.socket.destroy();
    await once(first.socket, "close");
    let fourth = dial(listener, REQUEST);
    await until("there is room", () => {
      // The relay may hear of the end after the next one comes.
      if (fourth.socket.destroyed) fourth = dial(listener, REQUEST);
      return fourth.heard().includes("OK");
    });
  });

  it("are bounded in all", async () => {
    const { listener, refused } = await listen({ connections: 2 });
    const open = [dial(listener, REQUEST), dial(listener, REQUEST, "127.0.0.2")];
    await until("both are served", () => open.every(({ heard }) => heard().includes("OK")));
    const third = dial(listener, REQUEST, "127.0.0.3");
    await once(third.socket, "close");
    expect(refused).toEqual(["connections"]);
  });

  it("of a trusted proxy are not counted as one address's", async () => {
    const { listener, refused } = await listen({ connectionsPerAddress: 1 }, { trustProxy: ["127.0.0.1"] });
    const open = Array.from({ length: 5 }, () => dial(listener, REQUEST));
    await until("all are served", () => open.every(({ heard }) => heard().includes("OK")));
    expect(refused).toEqual([]);
  });
});

describe("clients that take their time", () => {
  const times = { headers: 200, request: 400, looked: 20 };

  it.each([
    ["says nothing", ""],
    ["does not finish its head", "GET / HTTP/1.1\r\nHost: relay\r\nX-"],
    ["does not finish its body", "POST / HTTP/1.1\r\nHost: relay\r\nContent-Length: 100\r\n\r\nabc"],
  ])("one that %s is sent away", async (_, text) => {
    // Answers when the body is there.
    const handle: RequestListener = (request, response) => request.resume().on("end", () => response.end("OK"));
    const { listener, refused } = await listen({}, { times, handle });
    const slow = dial(listener, text);
    await once(slow.socket, "close");
    expect(slow.heard()).toMatch(/^HTTP\/1\.1 408 /);
    expect(refused).toEqual(["too-slow"]);
  });

  it("one that drips its head byte by byte is sent away too", async () => {
    const { listener, refused } = await listen({}, { times });
    const slow = dial(listener, "GET / HTTP/1.1\r\n");
    const drip = setInterval(() => slow.socket.write("X"), 20);
    onTestFinished(() => clearInterval(drip));
    await once(slow.socket, "close");
    expect(refused).toEqual(["too-slow"]);
  });
});

describe("requests that are none", () => {
  it.each([
    ["a head that is too large", `GET /${"x".repeat(40_000)} HTTP/1.1\r\n\r\n`, 431, "header-too-large"],
    ["nonsense", "\u0016\u0003\u0001 nonsense\r\n\r\n", 400, "malformed"],
    [
      "two lengths (request smuggling)",
      "POST / HTTP/1.1\r\nHost: relay\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
      "malformed",
    ],
  ])("%s", async (_, text, status, reason) => {
    const { listener, refused } = await listen({});
    const client = dial(listener, text);
    await once(client.socket, "close");
    expect(client.heard()).toContain(`HTTP/1.1 ${status} `);
    expect(refused).toEqual([reason]);
  });

  it("a client that is gone is not counted", async () => {
    const { listener, refused } = await listen({});
    const client = dial(listener, "GET / HTTP/1.1\r\n");
    const other = dial(listener, REQUEST);
    await until("the other is served", () => other.heard().includes("OK"));
    client.socket.resetAndDestroy();
    await until("its connection has ended", () => {
      let open = 0;
      listener.server.getConnections((_, count) => {
        open = count;
      });
      return open <= 1;
    });
    expect(refused).toEqual([]);
  });
});

describe("TLS of its own", () => {
  /** The certificate that a new connection is shown. */
  async function shown(url: string, options: ConnectionOptions = {}): Promise<PeerCertificate> {
    const { hostname, port } = new URL(url);
    const socket = connectTls({ host: hostname, port: Number(port), rejectUnauthorized: false, ...options });
    try {
      await once(socket, "secureConnect");
      return socket.getPeerCertificate();
    } finally {
      socket.destroy();
    }
  }

  it("hooks and streams come over it, and old versions of TLS do not", async () => {
    const tls = makeCertificate(temporaryFolder(), "localhost");
    const relay = await startLimitedRelay({ listen: { port: 0, tls } });
    expect(relay.url).toMatch(/^https:/);
    const { token } = await pairOver(relay);
    await expect(openStream(relay, token)).resolves.toHaveProperty("readyState", 1);
    await expect(shown(relay.url, { minVersion: "TLSv1.2", maxVersion: "TLSv1.2" })).resolves.toBeDefined();
    const old = { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    await expect(shown(relay.url, old)).rejects.toThrow();
  });

  it.each([
    ["says nothing", ""],
    ["speaks something else", REQUEST],
  ])("a client that %s is sent away", async (_, text) => {
    const tls = makeCertificate(temporaryFolder(), "localhost");
    const { listener, refused } = await listen({}, { tls, times: { handshake: 100 } });
    const client = dial(listener, text);
    await once(client.socket, "close");
    expect(client.heard()).not.toContain("HTTP");
    expect(refused).toEqual(["tls"]);
  });

  it("a new certificate is used for new connections, however it is put there", async () => {
    const folder = temporaryFolder();
    const first = makeCertificate(folder, "first");
    const second = makeCertificate(folder, "second");
    const third = makeCertificate(folder, "third");
    const tls = { certFile: join(folder, "now.crt"), keyFile: join(folder, "now.key") };
    copyFileSync(first.certFile, tls.certFile);
    copyFileSync(first.keyFile, tls.keyFile);
    const relay = await startLimitedRelay({ listen: { port: 0, tls } });
    expect((await shown(relay.url)).subject.CN).toBe("first");
    // Overwritten.
    copyFileSync(second.certFile, tls.certFile);
    copyFileSync(second.keyFile, tls.keyFile);
    await untilShown("second", relay.url);
    // A link that is moved, as certbot does it.
    symlinkSync(third.certFile, `${tls.certFile}.new`);
    symlinkSync(third.keyFile, `${tls.keyFile}.new`);
    renameSync(`${tls.certFile}.new`, tls.certFile);
    renameSync(`${tls.keyFile}.new`, tls.keyFile);
    await untilShown("third", relay.url);
  });

  async function untilShown(name: string, url: string): Promise<void> {
    const deadline = Date.now() + 5_000;
    let found = "";
    while (found !== name) {
      if (Date.now() > deadline) throw new Error(`the certificate ${name} was not used; ${found} was`);
      const { CN = "" } = (await shown(url)).subject;
      found = Array.isArray(CN) ? CN.join() : CN;
    }
  }

  it("a pair that does not fit is told once, and the one before stays; without being told of changes it looks", async () => {
    const folder = temporaryFolder();
    const lines: string[] = [];
    const told = createLogger("error", { write: (line: string) => lines.push(line) });
    const files = makeCertificate(folder, "first");
    const other = makeCertificate(folder, "other");
    // Changes are never settled here: only looking finds them.
    const certificate = new CertificateFiles({ ...files, logger: told, settleMs: 3_600_000, lookEveryMs: 20 });
    onTestFinished(() => certificate.close());
    const before = certificate.current;
    let changes = 0;
    certificate.onChange(() => {
      changes += 1;
    });
    copyFileSync(other.keyFile, files.keyFile);
    await until("it is told", () => lines.length > 0);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: 50,
      problem: expect.stringContaining("must be a certificate and its key"),
    });
    expect(certificate.current).toBe(before);
    unlinkSync(files.certFile);
    await until("what is wrong now is told", () => lines.length > 1);
    expect(lines[1]).toContain("cannot be read");
    copyFileSync(other.certFile, files.certFile);
    await until("the new pair is used", () => changes > 0);
    expect([lines.length, changes]).toEqual([2, 1]);
    expect(certificate.current.cert.equals(before.cert)).toBe(false);
    writeFileSync(files.keyFile, "");
    await until("a key that is empty is told", () => lines.length > 2);
    expect(lines.join("")).not.toContain("PRIVATE KEY");
  });

  /** As the fixture does it, by a client that asks for no authority. */
  async function pairOver(relay: Awaited<ReturnType<typeof startLimitedRelay>>): Promise<{ token: string }> {
    const { request } = await import("node:https");
    const { code } = await relay.invite(ACCOUNT, "202");
    const { token, body } = redemption(code);
    return await new Promise((resolve, reject) => {
      const sent = request(
        `${relay.url}/v1/pairing/redeem`,
        { method: "POST", rejectUnauthorized: false, agent: false },
        (response) => {
          response.resume();
          response.on("end", () => resolve({ token }));
        },
      );
      sent.once("error", reject);
      sent.end(body);
    });
  }
});
