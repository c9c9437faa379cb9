import { isIP } from "node:net";
import { z } from "zod";
import { isLoopback } from "../../shared/links.ts";
import { isNetwork } from "../limits/networks.ts";

/** An object that has only these fields; another one is refused with those that there are. */
function fields<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `There is no field ${issue.keys?.join(", ")}. There are: ${Object.keys(shape).join(", ")}`
        : undefined,
  });
}

/** Secrets travel to it, so it is reached over TLS; plain http only on this machine. */
const secureUrl = z
  .url({ protocol: /^https?$/, error: "an address such as https://relay.example.dk" })
  .refine((text) => isSecure(text), "https, or http on loopback");

function isSecure(text: string): boolean {
  const url = URL.parse(text);
  // What is no address at all has been refused already.
  return url === null || url.protocol === "https:" || isLoopback(url.hostname);
}

/** The account's API password. */
export const hashSchema = z.string().min(1).max(256);

/** The account's API password is given in the file, or in a file of its own. */
const flexfoneSchema = fields({
  baseUrl: secureUrl.default("https://public.sippeer.dk/api/"),
  account: z.string().min(1).max(64),
  hash: hashSchema.exactOptional(),
  hashFile: z.string().min(1).exactOptional(),
})
  .refine((flexfone) => (flexfone.hash === undefined) !== (flexfone.hashFile === undefined), {
    error: 'give either "hash" or "hashFile"',
  })
  .transform((flexfone) => ({ ...flexfone, baseUrl: flexfone.baseUrl.replace(/\/*$/, "/") }));

export const hookSecretSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{32,128}$/, "a hook secret has 32 to 128 letters, digits, - or _");

/** An IP network in CIDR notation, or one address. */
const network = z.string().refine(isNetwork, "an IP address, or a network such as 192.0.2.0/24");

/** Who trusts everybody lets everybody say where he comes from. */
const proxyNetwork = network.refine((text) => !/\/0+$/.test(text), "the proxies' networks, not the whole internet");

const host = z
  .string()
  .refine((text) => isIP(text) !== 0 || text === "localhost", "an IP address or localhost")
  .default("127.0.0.1");
const port = z.int().min(0).max(65_535);

const listenSchema = fields({
  host,
  port: port.default(8480),
  /** Where no proxy does it: the relay speaks TLS itself. The files are read again when they change. */
  tls: fields({ certFile: z.string().min(1), keyFile: z.string().min(1) }).exactOptional(),
});

const numberPrefix = z.string().regex(/^\+?\d{1,15}$/, "the beginning of a number, e.g. +45 or 0090");

/** What employees may dial through the relay (the PBX's `POST Call`). */
const diallingSchema = fields({
  /** Whether the relay offers it; the PBX's API must allow it for the account. */
  enabled: z.boolean().default(false),
  /** Per employee. */
  perMinute: z.int().min(1).max(600).default(10),
  /** Where given, only numbers that begin so; compared in E.164 and as dialled. */
  allowedPrefixes: z.array(numberPrefix).min(1).max(100).exactOptional(),
  /** Never numbers that begin so, whatever is allowed. */
  blockedPrefixes: z.array(numberPrefix).max(100).default([]),
});

/** How employees may pair a device, besides by an invitation. */
const pairingSchema = fields({
  /** By their MyFone user name and password, which the PBX's API is asked about. */
  myFoneLogin: z.boolean().default(false),
});

const localNumber = z.string().regex(/^\d{1,20}$/, 'a local number, e.g. "6050"');
const callFlowsAllowed = z.union([z.literal("all"), z.array(localNumber).max(1_000)], {
  error: '"all", or local numbers such as ["6050"]',
});

/** Which call flows employees may switch. */
const callFlowsSchema = fields({
  everybody: callFlowsAllowed.default("all"),
  /** For these employees instead, by their local numbers. */
  employees: z.record(localNumber, callFlowsAllowed).default({}),
});

const accountSchema = fields({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "the PBX's account id: letters, digits, - or _"),
  name: z.string().min(1).max(200),
  /** Two are valid at a time, for changing them. */
  hookSecrets: z.array(hookSecretSchema).min(1).max(2).exactOptional(),
  hookSecretFiles: z.array(z.string().min(1)).min(1).max(2).exactOptional(),
  /** Where hooks may come from; from everywhere where it is left out. */
  hookNetworks: z.array(network).min(1).max(100).exactOptional(),
  /** Call events are deleted after this many days; the relay's own setting where it is left out. */
  retentionDays: z.int().min(1).max(3650).exactOptional(),
  /** Whether employees see that colleagues' phones ring or are busy. */
  presence: z.boolean().default(true),
  dialling: diallingSchema.prefault({}),
  callFlows: callFlowsSchema.prefault({}),
  pairing: pairingSchema.prefault({}),
  flexfone: flexfoneSchema,
})
  .refine((account) => (account.hookSecrets === undefined) !== (account.hookSecretFiles === undefined), {
    error: 'give either "hookSecrets" or "hookSecretFiles"',
  })
  .transform((account) => ({ ...account, hookSecrets: account.hookSecrets ?? [] }));

/** Beyond these the relay answers 429 or closes, and counts it. All are per node. */
const limitsSchema = fields({
  /** Open connections in all, and from one address; a company's PCs share one. */
  connections: z.int().min(1).max(1_000_000).default(20_000),
  connectionsPerAddress: z.int().min(1).max(1_000_000).default(2_000),
  /** Tokens, codes and hook secrets that were wrong, from one address in a minute. */
  failuresPerMinute: z.int().min(1).max(1_000_000).default(60),
  /** Hooks of one account in a second, on average; four seconds' worth may come at once. */
  hooksPerSecond: z.int().min(1).max(1_000_000).default(100),
  /** Messages of one connected app in a second, on average; four seconds' worth may come at once. */
  messagesPerSecond: z.int().min(1).max(10_000).default(10),
  /** Requests of one device to the PBX's API through the relay, in a minute. */
  apiRequestsPerMinute: z.int().min(1).max(100_000).default(120),
});

export const configSchema = fields({
  listen: listenSchema.prefault({}),
  /** Addresses of proxies whose `X-Forwarded-For` is believed. Of none where it is left out. */
  trustProxy: z.array(proxyNetwork).max(100).default([]),
  publicUrl: secureUrl.transform((url) => new URL(url).origin).exactOptional(),
  /** Health and figures for whoever operates the relay; not to be reachable from outside. Off where it is left out. */
  operations: fields({ listen: fields({ host, port: port.default(8481) }) }).exactOptional(),
  dataDir: z.string().min(1).default("./relay-data"),
  retentionDays: z.int().min(1).max(3650).default(30),
  /** A device that has not connected for this long must be invited anew. */
  deviceExpiryDays: z.int().min(1).max(3650).default(90),
  /** Older apps are told to update. */
  minimumAppVersion: z
    .string()
    .regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/, "a version such as 1.2.0")
    .exactOptional(),
  limits: limitsSchema.prefault({}),
  logLevel: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  accounts: z.array(accountSchema).min(1).max(100_000),
}).refine((config) => new Set(config.accounts.map((account) => account.id)).size === config.accounts.length, {
  error: "two accounts have the same id",
  path: ["accounts"],
});

/** The relay's configuration, checked and with its defaults. */
export type RelayConfig = z.output<typeof configSchema>;
export type AccountConfig = RelayConfig["accounts"][number];
