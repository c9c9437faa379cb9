import { isLoopback } from "../links.ts";
import { accepted, cleaned } from "./client.ts";
import { exchange, failure, type HttpFetch } from "./http.ts";
import type { FlexfoneResult } from "./types.ts";

/** Guide: "Initier opkald". `device` is the local number of the phone to ring; "" rings by the active profile. */
export interface MakeCallRequest {
  device: string;
  callee: string;
  username: string;
  password: string;
}

export interface MakeCallOptions {
  /** `https://api.myfone.dk/api/MakeCall`. */
  url: string;
  fetch: HttpFetch;
  /** Milliseconds. */
  timeoutMs?: number;
  format?: "json" | "xml";
  /** The user has agreed that his password crosses the network in clear text. */
  allowInsecure?: boolean;
}

/**
 * Asks the PBX to ring the employee's own phone and then the callee. A success means "your phone is ringing", not
 * "connected". Asked once and never repeated by itself. Refuses to send the password over plain http except to this
 * machine (`insecure`).
 */
export async function makeCall(options: MakeCallOptions, request: MakeCallRequest): Promise<FlexfoneResult<undefined>> {
  const { url, fetch, timeoutMs = 15_000, format = "json", allowInsecure = false } = options;
  const { protocol, hostname, host } = new URL(url);
  if (protocol !== "https:" && !isLoopback(hostname) && !allowInsecure) {
    return failure("insecure", `${host} would get the MyFone password unencrypted`);
  }
  const contentType = format === "xml" ? "application/xml" : "application/json";
  const body = format === "xml" ? xmlBody(request) : jsonBody(request);
  const headers = { "Content-Type": contentType, Accept: contentType };
  const answer = accepted(await exchange(fetch, { method: "POST", url, headers, body }, timeoutMs));
  return cleaned(answer, [request.password, escapeXml(request.password)]);
}

function jsonBody({ device, callee, username, password }: MakeCallRequest): string {
  return JSON.stringify({ Device: device, Callee: callee, Username: username, Password: password });
}

/** The order and namespaces of the guide's example. */
function xmlBody({ device, callee, username, password }: MakeCallRequest): string {
  const element = (name: string, value: string) => `<${name}>${escapeXml(value)}</${name}>`;
  return (
    '<Call xmlns:i="http://www.w3.org/2001/XMLSchema-instance" ' +
    'xmlns="http://schemas.datacontract.org/2004/07/MyFone_API.Models">' +
    element("Password", password) +
    element("Username", username) +
    element("Callee", callee) +
    element("Device", device) +
    "</Call>"
  );
}

function escapeXml(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
