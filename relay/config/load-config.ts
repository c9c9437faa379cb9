import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import stripJsonComments from "strip-json-comments";
import { z } from "zod";
import { type AccountConfig, configSchema, hashSchema, hookSecretSchema, type RelayConfig } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { type Environment, type Overridden, overrideFromEnvironment } from "./environment.ts";
import { describeJsonError } from "./json-error.ts";
import { readCertificate } from "./read-certificate.ts";

const CREDENTIALS = "$CREDENTIALS_DIRECTORY/";

/**
 * Reads a configuration file: JSON, in which comments and trailing commas are allowed. What the environment says goes
 * before it. Paths in the file are relative to it; `$CREDENTIALS_DIRECTORY/` at the beginning of a path is where systemd
 * puts the credentials of its unit. All files of secrets are read, and looked at, here.
 *
 * @throws ConfigError with the place and what is allowed there, and never with a secret
 */
export function loadConfig(file: string, environment: Environment = process.env): RelayConfig {
  const content = parse(file, readText(file));
  const overridden = overrideFromEnvironment(content, environment);
  const parsed = configSchema.safeParse(content);
  if (!parsed.success) throw new ConfigError(`${file} cannot be used:\n${describe(parsed.error, overridden)}`);
  const config = withFiles(parsed.data, dirname(resolve(file)), environment);
  refuseSharedSecrets(config.accounts);
  return config;
}

function parse(file: string, text: string): unknown {
  const json = stripJsonComments(text, { trailingCommas: true });
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new ConfigError(`${file} is not valid JSON: ${describeJsonError(error, json)}`);
  }
}

/** What came from the environment is to be mended there. */
function describe(error: z.ZodError, overridden: Overridden): string {
  const issues = error.issues.map(({ message, path }) => {
    const variable = [...overridden].find(([place]) => `${path.join(".")}.`.startsWith(`${place}.`))?.[1];
    return { path, message: variable === undefined ? message : `${message} (given by ${variable})` };
  });
  return z.prettifyError({ issues });
}

function withFiles(config: RelayConfig, folder: string, environment: Environment): RelayConfig {
  const path = (place: string, name: string) => resolvePath(place, name, folder, environment);
  const { tls, ...listen } = config.listen;
  const files = tls && {
    certFile: path("listen.tls.certFile", tls.certFile),
    keyFile: path("listen.tls.keyFile", tls.keyFile),
  };
  if (files !== undefined) readCertificate(files);
  return {
    ...config,
    listen: files === undefined ? listen : { ...listen, tls: files },
    dataDir: path("dataDir", config.dataDir),
    accounts: config.accounts.map((account, index) => withSecrets(account, `accounts[${index}]`, path)),
  };
}

function withSecrets(
  account: AccountConfig,
  place: string,
  path: (place: string, name: string) => string,
): AccountConfig {
  const { hookSecretFiles, ...rest } = account;
  const { hashFile, ...flexfone } = account.flexfone;
  const read = (what: string, name: string, schema: z.ZodType<string>) =>
    readSecret(`${place}.${what}`, path(`${place}.${what}`, name), schema);
  return {
    ...rest,
    hookSecrets:
      hookSecretFiles?.map((name, index) => read(`hookSecretFiles[${index}]`, name, hookSecretSchema)) ??
      account.hookSecrets,
    flexfone:
      hashFile === undefined ? flexfone : { ...flexfone, hash: read("flexfone.hashFile", hashFile, hashSchema) },
  };
}

function resolvePath(place: string, name: string, folder: string, environment: Environment): string {
  if (!name.startsWith(CREDENTIALS)) return resolve(folder, name);
  const { CREDENTIALS_DIRECTORY: credentials } = environment;
  if (credentials === undefined || credentials === "") {
    throw new ConfigError(
      `${place}: $CREDENTIALS_DIRECTORY is not set. systemd sets it for a unit that has LoadCredential=.`,
    );
  }
  return resolve(credentials, name.slice(CREDENTIALS.length));
}

function readSecret(place: string, file: string, schema: z.ZodType<string>): string {
  const secret = schema.safeParse(readText(file, place).trim());
  if (secret.success) return secret.data;
  throw new ConfigError(`${place}: ${file} cannot be used: ${secret.error.issues[0]?.message ?? "it is empty"}`);
}

/** One secret opens one account. */
function refuseSharedSecrets(accounts: readonly AccountConfig[]): void {
  const owners = new Map<string, string>();
  for (const [index, { id, hookSecrets }] of accounts.entries()) {
    const place = `accounts[${index}] (${id})`;
    for (const secret of hookSecrets) {
      const owner = owners.get(secret);
      if (owner === place) throw new ConfigError(`${place}: its two hook secrets are the same. Give two, or one.`);
      if (owner !== undefined) {
        throw new ConfigError(
          `${owner} and ${place} have the same hook secret. Each account needs its own: openssl rand -hex 24`,
        );
      }
      owners.set(secret, place);
    }
  }
}

function readText(file: string, place?: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const where = place === undefined ? "" : `${place}: `;
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new ConfigError(where + (missing ? `${file} does not exist` : `${file} cannot be read: ${String(error)}`));
  }
}
