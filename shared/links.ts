/**
 * Links that the system may hand to the app, parsed to a discriminated union. Arguments are hostile: capped in length,
 * and nothing is acted upon here.
 */
export type AppLink =
  | { kind: "pair"; relay: string; code: string }
  /** Pairing by a MyFone login of an account at a relay. */
  | { kind: "login"; relay: string; account: string }
  /** `direct`: a telephone link, which he may have chosen to be dialled without being asked; never one of Sidetone's own. */
  | { kind: "dial"; number: string; direct: boolean }
  | { kind: "unknown"; reason: string };

/** The schemes of other programs' telephone links (RFC 3966, RFC 3261, and `callto:`, which nobody standardised). */
export const telephoneSchemes = ["tel", "callto", "sip", "sips"] as const;
/** All that Sidetone can be asked to open. */
export const linkSchemes = ["sidetone", ...telephoneSchemes] as const;

const MAX_LINK_LENGTH = 2_000;
/** Longer than any number with what people write between its digits. */
const MAX_NUMBER_LENGTH = 40;

/** The relay must be reached over TLS; plain http only on this machine. */
function isAllowedRelayOrigin(url: URL): boolean {
  if (url.username !== "" || url.password !== "") return false;
  if (url.protocol === "https:") return true;
  return url.protocol === "http:" && isLoopback(url.hostname);
}

/** Loopback by name or address (RFC 6761, RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3). */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" || hostname === "[::1]" || hostname === "::1" || /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}

/** Whether what is sent there cannot be read on the way: https, or this machine. */
export function isSecureAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || isLoopback(hostname);
}

/** Whether it is an account id of the PBX: letters, digits, - or _. */
export function isAccountId(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text);
}

/** A relay's address as it is typed, with or without `https://`; its origin, or undefined where it may not be one. */
export function parseRelayAddress(typed: string): string | undefined {
  const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return isAllowedRelayOrigin(url) ? url.origin : undefined;
}

/** The invitation link that `relay invite` prints. */
export function formatPairLink(relay: string, code: string): string {
  return `sidetone://pair?${new URLSearchParams({ relay, code })}`;
}

/** The link by which employees of an account pair with their MyFone login; it is no secret. */
export function formatLoginLink(relay: string, account: string): string {
  return `sidetone://pair?${new URLSearchParams({ relay, account })}`;
}

/** Never throws. Unknown or broken links come back as `unknown` with a reason that can be logged. */
export function parseLink(raw: string): AppLink {
  if (raw.length > MAX_LINK_LENGTH) return { kind: "unknown", reason: "the link is too long" };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(raw)?.[1]?.toLowerCase();
  switch (scheme) {
    case "sidetone":
      return parseSidetone(raw);
    case "tel":
    case "callto":
      return parseNumber(raw.slice(scheme.length + 1), true);
    case "sip":
    case "sips":
      return parseSip(raw.slice(scheme.length + 1));
    default:
      return { kind: "unknown", reason: "the link's scheme is none that Sidetone opens" };
  }
}

function parseSidetone(raw: string): AppLink {
  if (!URL.canParse(raw)) return { kind: "unknown", reason: "the link cannot be read" };
  const url = new URL(raw);
  const action = url.hostname || url.pathname.replace(/^\/+/, "");
  if (action === "dial") return toDial(url.searchParams.get("number") ?? "", false);
  if (action !== "pair") return { kind: "unknown", reason: "the link asks for nothing that Sidetone does" };
  const relay = url.searchParams.get("relay") ?? "";
  const code = url.searchParams.get("code");
  const account = url.searchParams.get("account");
  if (!URL.canParse(relay)) return { kind: "unknown", reason: "the invitation names no relay" };
  const relayUrl = new URL(relay);
  if (!isAllowedRelayOrigin(relayUrl))
    return { kind: "unknown", reason: "the invitation's relay is not reached over https" };
  if (code === null && account !== null) {
    if (!isAccountId(account)) return { kind: "unknown", reason: "the link names no valid account" };
    return { kind: "login", relay: relayUrl.origin, account };
  }
  if (code === null || !/^[A-Za-z0-9_-]{20,128}$/.test(code))
    return { kind: "unknown", reason: "the invitation has no valid code" };
  return { kind: "pair", relay: relayUrl.origin, code };
}

function parseNumber(rest: string, direct: boolean): AppLink {
  // What follows are parameters, or digits for whoever answers.
  return toDial(decoded(rest.replace(/^\/\//, "").replace(/[;?,].*$/s, "")), direct);
}

/** `sip:+4586515151@pbx.example;user=phone`: the user, where it is a number. */
function parseSip(rest: string): AppLink {
  return parseNumber(rest.replace(/@.*$/s, ""), true);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Digits, and what people write between them: no name, no list, nothing that is not seen. */
function toDial(text: string | undefined, direct: boolean): AppLink {
  const number = text?.trim();
  if (number === undefined) return { kind: "unknown", reason: "the link cannot be read" };
  const isNumber = number.length <= MAX_NUMBER_LENGTH && /^[\d+*#()./ \u00a0-]+$/.test(number) && /\d/.test(number);
  if (!isNumber) return { kind: "unknown", reason: "the link has no number" };
  return { kind: "dial", number, direct };
}

const schemePattern = new RegExp(`^(?:${linkSchemes.join("|")}):`, "i");

/**
 * The link among a program's arguments. Whoever makes a link may try to make more arguments of it: several are none, and
 * everything else there is not ours to interpret.
 *
 * @returns undefined where there is none, and for several the empty string, which opens nothing
 */
export function linkAmong(argv: readonly string[]): string | undefined {
  const links = argv.filter((argument) => schemePattern.test(argument));
  return links.length > 1 ? "" : links[0];
}
