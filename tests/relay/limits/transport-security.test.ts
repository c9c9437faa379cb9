import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { TransportSecurity } from "../../../relay/http/transport-security.ts";

/** A request as it comes in. @param from who connected @param encrypted by TLS to the relay itself */
function request(from: string, forwardedProto?: string, encrypted = false): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: from });
  if (encrypted) Object.defineProperty(socket, "encrypted", { value: true });
  const message = new IncomingMessage(socket);
  if (forwardedProto !== undefined) message.headers["x-forwarded-proto"] = forwardedProto;
  return message;
}

describe("what a request carries can have been read on its way", () => {
  it.each([
    ["by plain http from another machine", request("192.0.2.1"), true],
    ["by plain http from another machine over IPv6", request("2001:db8::1"), true],
    ["by TLS from another machine", request("192.0.2.1", undefined, true), false],
    ["by plain http on this machine", request("127.0.0.1"), false],
    ["by plain http on this machine, as IPv6 writes it", request("::ffff:127.0.0.1"), false],
    ["on this machine over IPv6", request("::1"), false],
    ["by https to a proxy that is trusted", request("10.0.0.1", "https"), false],
    ["by http to a proxy that is trusted", request("10.0.0.1", "HTTP"), true],
    ["by http to the first of two proxies", request("10.0.0.1", "http, https"), true],
    ["by a trusted proxy that does not say", request("10.0.0.1"), false],
    ["by http, as one says who is not trusted", request("192.0.2.1", "https"), true],
  ])("%s", (_, asked, readable) => {
    expect(new TransportSecurity(["10.0.0.0/8"]).wasReadable(asked)).toBe(readable);
  });
});
