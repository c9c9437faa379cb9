import { resolve } from "node:path";
import { ConfigError } from "./config-error.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

const ENVIRONMENT_PREFIX = "SIDETONE_RELAY_";

type Kind = "text" | "number" | "list" | "file";

/** What each variable overrides, by its name without the prefix. */
const variables: Readonly<Record<string, { path: readonly string[]; kind: Kind }>> = {
  LISTEN_HOST: { path: ["listen", "host"], kind: "text" },
  LISTEN_PORT: { path: ["listen", "port"], kind: "number" },
  LISTEN_TLS_CERT_FILE: { path: ["listen", "tls", "certFile"], kind: "file" },
  LISTEN_TLS_KEY_FILE: { path: ["listen", "tls", "keyFile"], kind: "file" },
  TRUST_PROXY: { path: ["trustProxy"], kind: "list" },
  PUBLIC_URL: { path: ["publicUrl"], kind: "text" },
  OPERATIONS_HOST: { path: ["operations", "listen", "host"], kind: "text" },
  OPERATIONS_PORT: { path: ["operations", "listen", "port"], kind: "number" },
  DATA_DIR: { path: ["dataDir"], kind: "file" },
  RETENTION_DAYS: { path: ["retentionDays"], kind: "number" },
  DEVICE_EXPIRY_DAYS: { path: ["deviceExpiryDays"], kind: "number" },
  MINIMUM_APP_VERSION: { path: ["minimumAppVersion"], kind: "text" },
  LOG_LEVEL: { path: ["logLevel"], kind: "text" },
  LIMITS_CONNECTIONS: { path: ["limits", "connections"], kind: "number" },
  LIMITS_CONNECTIONS_PER_ADDRESS: { path: ["limits", "connectionsPerAddress"], kind: "number" },
  LIMITS_FAILURES_PER_MINUTE: { path: ["limits", "failuresPerMinute"], kind: "number" },
  LIMITS_HOOKS_PER_SECOND: { path: ["limits", "hooksPerSecond"], kind: "number" },
  LIMITS_MESSAGES_PER_SECOND: { path: ["limits", "messagesPerSecond"], kind: "number" },
  LIMITS_API_REQUESTS_PER_MINUTE: { path: ["limits", "apiRequestsPerMinute"], kind: "number" },
};

/** An account's secrets: the variable's name goes on with the account's id, in which - is written _. */
const accountVariables: Readonly<Record<string, { path: readonly string[]; kind: Kind; instead: readonly string[] }>> =
  {
    HASH_FILE_: { path: ["flexfone", "hashFile"], kind: "file", instead: ["flexfone", "hash"] },
    HASH_: { path: ["flexfone", "hash"], kind: "text", instead: ["flexfone", "hashFile"] },
    HOOK_SECRET_FILES_: { path: ["hookSecretFiles"], kind: "list", instead: ["hookSecrets"] },
    HOOK_SECRETS_: { path: ["hookSecrets"], kind: "list", instead: ["hookSecretFiles"] },
  };

/** The names of all variables, for those who look for the right one. */
export const environmentVariables: readonly string[] = [
  ...Object.keys(variables),
  ...Object.keys(accountVariables).map((start) => `${start}<account>`),
].map((name) => ENVIRONMENT_PREFIX + name);

type Json = Record<string, unknown>;

/** Where the environment said something: the path in the configuration, written `accounts.0.hookSecrets`, and by which variable. */
export type Overridden = ReadonlyMap<string, string>;

/**
 * Puts what the environment says over what the file says. Variables that are set to nothing count as not set. Relative
 * paths in the environment are relative to the working directory.
 *
 * @param content the file's, which is changed
 * @throws ConfigError for a variable that does not exist
 */
export function overrideFromEnvironment(content: unknown, environment: Environment): Overridden {
  const overridden = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(ENVIRONMENT_PREFIX) || value === undefined || value === "") continue;
    const short = name.slice(ENVIRONMENT_PREFIX.length);
    const variable = Object.hasOwn(variables, short) ? variables[short] : undefined;
    if (variable === undefined) overridden.set(overrideAccount(content, name, value), name);
    else {
      put(content, variable.path, read(value, variable.kind));
      overridden.set(variable.path.join("."), name);
    }
  }
  return overridden;
}

function overrideAccount(content: unknown, name: string, value: string): string {
  const short = name.slice(ENVIRONMENT_PREFIX.length);
  const [start, variable] = Object.entries(accountVariables).find(([begin]) => short.startsWith(begin)) ?? [];
  if (start === undefined || variable === undefined) {
    throw new ConfigError(`${name} is no setting. There are:\n  ${environmentVariables.join("\n  ")}`);
  }
  const id = short.slice(start.length);
  const accounts = isObject(content) && Array.isArray(content.accounts) ? content.accounts : [];
  const ids = accounts.map((account: unknown) => (isObject(account) ? String(account.id).replaceAll("-", "_") : ""));
  const index = ids.indexOf(id);
  if (index < 0) {
    throw new ConfigError(`${name} names an account that is not in the configuration. There are: ${ids.join(", ")}`);
  }
  const account: unknown = accounts[index];
  remove(account, variable.instead);
  const values = read(value, variable.kind);
  const ofFiles = start === "HOOK_SECRET_FILES_" && Array.isArray(values);
  put(account, variable.path, ofFiles ? values.map(absolute) : values);
  return ["accounts", index, ...variable.path].join(".");
}

function read(value: string, kind: Kind): unknown {
  switch (kind) {
    case "number":
      // What is no number is left as it is, and refused with what is allowed.
      return /^\d{1,15}$/.test(value) ? Number(value) : value;
    case "list":
      return value
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== "");
    case "file":
      return absolute(value);
    case "text":
      return value;
  }
}

function absolute(path: string): string {
  return path.startsWith("$") ? path : resolve(path);
}

/** Where the file has something else than an object on the way, that is left to be refused. */
function put(target: unknown, [first, ...rest]: readonly string[], value: unknown): void {
  if (!isObject(target) || first === undefined) return;
  if (rest.length === 0) target[first] = value;
  else {
    target[first] ??= {};
    put(target[first], rest, value);
  }
}

function remove(target: unknown, [first, ...rest]: readonly string[]): void {
  if (!isObject(target) || first === undefined) return;
  if (rest.length === 0) delete target[first];
  else remove(target[first], rest);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
