import { z } from "zod";

/**
 * What the app can say of itself, part by part. There is no text in here but from lists and versions by their pattern: no
 * name, no number, no address and no secret can come into it, whoever reads it.
 */

/** What each part can be found to be, the first being well. The words, and what to do, are in the texts by these names. */
export const findings = {
  relay: ["relay-connected", "relay-connecting", "relay-offline", "relay-none", "relay-unpaired"],
  api: ["api-answers", "api-old", "api-problem", "api-unpaired"],
  hooks: ["hooks-all", "hooks-some", "hooks-none", "hooks-unpaired"],
  dialling: ["dialling-make-call", "dialling-relay", "dialling-insecure", "dialling-none"],
  notifications: [
    "notifications-shown",
    "notifications-untried",
    "notifications-off",
    "notifications-failed",
    "notifications-unsupported",
  ],
  hotkeys: ["hotkeys-work", "hotkeys-off", "hotkeys-taken", "hotkeys-permission", "hotkeys-no-selection"],
  links: ["links-all", "links-some", "links-none"],
  autostart: ["autostart-on", "autostart-off"],
  keychain: ["keychain-encrypts", "keychain-memory", "keychain-plain", "keychain-none"],
  databases: ["databases-sound", "databases-recovered", "databases-damaged"],
  contacts: ["contacts-fresh", "contacts-own", "contacts-problem"],
  policy: ["policy-none", "policy-in-force", "policy-problem"],
  network: ["network-online", "network-offline"],
} as const;
export type Part = keyof typeof findings;
export type Finding = (typeof findings)[Part][number];

const parts = Object.keys(findings) as [Part, ...Part[]];
const allFindings = Object.values(findings).flat() as [Finding, ...Finding[]];

/** `ok`; `attention`: works, and could be better; `broken`: he misses something. */
const states = ["ok", "attention", "broken"] as const;
export type PartState = (typeof states)[number];

/** Further facts: whole numbers by their names. */
const factNames = [
  "minutes",
  "employees",
  "hooks",
  "kinds",
  "schemes",
  "hotkeys",
  "megabytes",
  "sources",
  "failed",
  "settings",
  "problems",
] as const;
export type FactName = (typeof factNames)[number];

const partSchema = z.object({
  part: z.enum(parts),
  state: z.enum(states),
  finding: z.enum(allFindings),
  /** A code of the contract's, or of the relay's reasons; see `codes`. */
  code: z
    .string()
    .regex(/^[a-z]+(?:-[a-z]+){0,5}$/)
    .optional(),
  facts: z.partialRecord(z.enum(factNames), z.int()),
});
export type DiagnosedPart = z.output<typeof partSchema>;

/** `45.4.1`, `6.8.0-45-generic`: no run of digits as long as a telephone number, and no word longer than a build's. */
export const versionPattern = /^\d{1,5}\.\d{1,5}(?:[.+-](?:\d{1,5}|[a-z]{1,12}\d{0,3}))*$/;
const version = z.string().max(60).regex(versionPattern);

export const versionNames = ["app", "electron", "chromium", "node", "system"] as const;
const systemNames = ["win32", "darwin", "linux", "other"] as const;
const architectures = ["x64", "arm64", "other"] as const;

export const diagnosticsSchema = z.object({
  parts: z.array(partSchema),
  versions: z.partialRecord(z.enum(versionNames), version),
  system: z.enum(systemNames),
  architecture: z.enum(architectures),
  locale: z.enum(["da", "en"]),
});
export type Diagnostics = z.output<typeof diagnosticsSchema>;

export const diagnosticsRequests = {
  "diagnostics.get": { in: z.undefined(), out: diagnosticsSchema },
  /** Onto the clipboard, in English, for whoever helps him. */
  "diagnostics.copy": { in: z.undefined(), out: z.undefined() },
} as const;
