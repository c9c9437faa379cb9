import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeCall } from "../../../shared/flexfone/make-call.ts";
import { neverSent } from "../../../shared/flexfone/never-sent.ts";

const request = { device: "", callee: "86515151", username: "mette@nordlys.example", password: "TopSecret" };

/** A port where something happens to each connection. */
async function listen(onRequest: () => void): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((incoming) => {
    onRequest();
    incoming.socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  onTestFinished(() => (server.listening ? stop() : undefined));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop };
}

describe("whether MakeCall may have been carried out", () => {
  it("is known where nobody took the connection", async () => {
    const { url, stop } = await listen(() => {});
    await stop();
    const refused = await makeCall({ url, fetch }, request);
    expect(refused).toMatchObject({ ok: false, error: { kind: "unreachable", neverSent: true } });
  });

  it("is open where the connection was cut after the request", async () => {
    let asked = 0;
    const { url } = await listen(() => {
      asked += 1;
    });
    const cut = await makeCall({ url, fetch }, request);
    expect(cut).toMatchObject({ ok: false, error: { kind: "unreachable" } });
    expect(cut).not.toHaveProperty("error.neverSent");
    expect(asked).toBe(1);
  });

  it.each([
    ["net::ERR_INTERNET_DISCONNECTED", true],
    ["net::ERR_NAME_NOT_RESOLVED", true],
    ["net::ERR_CERT_DATE_INVALID", true],
    ["net::ERR_CONNECTION_RESET", false],
    ["net::ERR_EMPTY_RESPONSE", false],
    ["net::ERR_NETWORK_CHANGED", false],
  ])("as Chromium says it: %s", (message, isCertain) => {
    expect(neverSent(new Error(message))).toBe(isCertain);
  });

  it("is open where something else was thrown", () => {
    expect(neverSent("ECONNREFUSED")).toBe(false);
    expect(neverSent(new TypeError("fetch failed", { cause: { code: "UND_ERR_SOCKET" } }))).toBe(false);
  });
});
