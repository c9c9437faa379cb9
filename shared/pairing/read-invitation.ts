import { type AppLink, parseLink, parseRelayAddress } from "../links.ts";
import { readShortCode } from "./short-code.ts";

/**
 * An invitation as it is pasted or typed: a link, or a short code and the relay's address with anything but letters and
 * digits between them (`ABCD-EFGH relay.example.dk`). Never throws.
 */
export function readInvitation(text: string): AppLink {
  const trimmed = text.trim();
  if (/^sidetone:/i.test(trimmed)) return parseLink(trimmed);
  const address = /(?:https?:\/\/)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+(?::\d{1,5})?\/?\s*$/i.exec(trimmed)?.[0];
  if (address === undefined)
    return { kind: "unknown", reason: "this is no invitation link, nor a code with an address" };
  const before = trimmed.slice(0, trimmed.length - address.length);
  const code = readShortCode(before.replace(/\s(?:at|på|hos)\s*$/i, ""));
  if (code === undefined) return { kind: "unknown", reason: "the invitation has no valid code" };
  const relay = parseRelayAddress(address.trim());
  if (relay === undefined) return { kind: "unknown", reason: "the invitation's relay is not reached over https" };
  return { kind: "pair", relay, code };
}
