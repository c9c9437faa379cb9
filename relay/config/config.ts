import { isIP } from "node:net";
import { z } from "zod";
import { isLoopback } from "../../shared/links.ts";

/** Secrets travel to it, so it is reached over TLS; plain http only on this machine. */
const secureUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.startsWith("https:") || isLoopback(new URL(url).hostname), "https, or http on loopback");

/** The account's API password is given in the file, or in a file of its own. */
const flexfoneSchema = z
  .strictObject({
    baseUrl: secureUrl.default("https://public.sippeer.dk/api/"),
    account: z.string().min(1).max(64),
    hash: z.string().min(1).max(256).exactOptional(),
    hashFile: z.string().min(1).exactOptional(),
  })
  .refine((flexfone) => (flexfone.hash === undefined) !== (flexfone.hashFile === undefined), {
    error: 'give either "hash" or "hashFile"',
  })
  .transform((flexfone) => ({ ...flexfone, baseUrl: flexfone.baseUrl.replace(/\/*$/, "/") }));

const hookSecret = z.string().regex(/^[A-Za-z0-9_-]{32,128}$/, "a hook secret has 32 to 128 letters, digits, - or _");

const accountSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "the PBX's account id: letters, digits, - or _"),
  name: z.string().min(1).max(200),
  hookSecrets: z.array(hookSecret).min(1).max(2),
  flexfone: flexfoneSchema,
});

export const configSchema = z
  .strictObject({
    listen: z
      .strictObject({
        host: z
          .string()
          .refine((host) => isIP(host) !== 0 || host === "localhost", "an IP address or localhost")
          .default("127.0.0.1"),
        port: z.int().min(0).max(65_535).default(8480),
      })
      .prefault({}),
    publicUrl: secureUrl.transform((url) => new URL(url).origin).exactOptional(),
    dataDir: z.string().min(1).default("./relay-data"),
    retentionDays: z.int().min(1).max(3650).default(30),
    logLevel: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
    accounts: z.array(accountSchema).min(1).max(1000),
  })
  .refine((config) => new Set(config.accounts.map((account) => account.id)).size === config.accounts.length, {
    error: "two accounts have the same id",
    path: ["accounts"],
  });

/** The relay's configuration, checked and with its defaults. */
export type RelayConfig = z.output<typeof configSchema>;
export type AccountConfig = RelayConfig["accounts"][number];
