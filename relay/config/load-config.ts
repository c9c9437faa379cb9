import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import stripJsonComments from "strip-json-comments";
import { z } from "zod";
import { configSchema, type RelayConfig } from "./config.ts";
import { ConfigError } from "./config-error.ts";

export { ConfigError };

/**
 * Reads a configuration file: JSON, in which comments and trailing commas are allowed. Paths in it are relative to it.
 *
 * @throws ConfigError
 */
export function loadConfig(file: string): RelayConfig {
  const folder = dirname(resolve(file));
  let content: unknown;
  try {
    content = JSON.parse(stripJsonComments(readText(file), { trailingCommas: true }));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${file} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = configSchema.safeParse(content);
  if (!parsed.success) throw new ConfigError(`${file} cannot be used:\n${z.prettifyError(parsed.error)}`);
  const config = parsed.data;
  return {
    ...config,
    dataDir: resolve(folder, config.dataDir),
    accounts: config.accounts.map((account) => withHash(account, folder)),
  };
}

function withHash(account: RelayConfig["accounts"][number], folder: string): RelayConfig["accounts"][number] {
  const { hashFile, ...flexfone } = account.flexfone;
  if (hashFile === undefined) return account;
  const hash = readText(resolve(folder, hashFile)).trim();
  if (hash === "") throw new ConfigError(`accounts: ${account.id}: ${hashFile} is empty`);
  return { ...account, flexfone: { ...flexfone, hash } };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new ConfigError(missing ? `${file} does not exist` : `${file} cannot be read: ${String(error)}`);
  }
}
