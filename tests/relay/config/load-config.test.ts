import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../../relay/config/config-error.ts";
import { environmentVariables } from "../../../relay/config/environment.ts";
import { loadConfig } from "../../../relay/config/load-config.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { makeCertificate } from "../limits/certificates.ts";

const SECRET = "a-hook-secret-of-at-least-32-letters";
const OTHER = "b-hook-secret-of-at-least-32-letters";

function account(changes: object = {}): Record<string, unknown> {
  return { id: "1", name: "A", hookSecrets: [SECRET], flexfone: { account: "1", hash: "x" }, ...changes };
}

function write(content: unknown, folder = temporaryFolder()): string {
  const file = join(folder, "relay.config.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

/** What loading says. */
function problem(content: unknown, environment: Record<string, string> = {}, folder?: string): string {
  try {
    loadConfig(write(content, folder), environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "nothing";
}

describe("secrets in files of their own", () => {
  it("hook secrets and the hash, beside the configuration or where systemd puts credentials", () => {
    const folder = temporaryFolder();
    const credentials = temporaryFolder();
    writeFileSync(join(folder, "hook"), `${SECRET}\n`);
    writeFileSync(join(credentials, "next-hook"), OTHER);
    writeFileSync(join(credentials, "hash"), "TopSecret");
    const { hookSecrets: _, ...rest } = account();
    const file = write(
      {
        accounts: [
          {
            ...rest,
            hookSecretFiles: ["./hook", "$CREDENTIALS_DIRECTORY/next-hook"],
            flexfone: { account: "1", hashFile: "$CREDENTIALS_DIRECTORY/hash" },
          },
        ],
      },
      folder,
    );
    const config = loadConfig(file, { CREDENTIALS_DIRECTORY: credentials });
    expect(config.accounts[0]).toMatchObject({ hookSecrets: [SECRET, OTHER], flexfone: { hash: "TopSecret" } });
    expect(() => loadConfig(file, {})).toThrow(
      /accounts\[0\]\.hookSecretFiles\[1\]: \$CREDENTIALS_DIRECTORY is not set/,
    );
  });

  it("that are not there, empty or no secret are told with their place, not with what is in them", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "short"), "too-short-but-secret");
    writeFileSync(join(folder, "empty"), "\n");
    mkdirSync(join(folder, "folder"));
    const { hookSecrets: _, ...rest } = account();
    const hook = (name: string) => problem({ accounts: [{ ...rest, hookSecretFiles: [name] }] }, {}, folder);
    expect(hook("short")).toMatch(/accounts\[0\]\.hookSecretFiles\[0\]: .*short cannot be used: .*32 to 128/);
    expect(hook("short")).not.toContain("too-short");
    expect(hook("none")).toMatch(/accounts\[0\]\.hookSecretFiles\[0\]: .*none does not exist/);
    expect(hook("folder")).toMatch(/accounts\[0\]\.hookSecretFiles\[0\]: .*folder cannot be read/);
    const hash = problem({ accounts: [account({ flexfone: { account: "1", hashFile: "empty" } })] }, {}, folder);
    expect(hash).toMatch(/accounts\[0\]\.flexfone\.hashFile: .*empty cannot be used/);
  });

  it("TLS: the pair is looked at", () => {
    const folder = temporaryFolder();
    makeCertificate(folder, "one");
    makeCertificate(folder, "two");
    const listen = (tls: object) => ({ listen: { tls }, accounts: [account()] });
    const config = loadConfig(write(listen({ certFile: "one.crt", keyFile: "one.key" }), folder), {});
    expect(config.listen.tls).toEqual({ certFile: join(folder, "one.crt"), keyFile: join(folder, "one.key") });
    const mixed = problem(listen({ certFile: "one.crt", keyFile: "two.key" }), {}, folder);
    expect(mixed).toMatch(/listen\.tls: .*one\.crt and .*two\.key must be a certificate and its key/);
    const none = problem(listen({ certFile: "none.crt", keyFile: "two.key" }), {}, folder);
    expect(none).toMatch(/listen\.tls\.certFile: .*none\.crt cannot be read/);
  });
});

describe("the environment", () => {
  it("goes before the file", () => {
    const file = write({ listen: { port: 1 }, limits: { connections: 5 }, accounts: [account({ id: "a-1" })] });
    const config = loadConfig(file, {
      SIDETONE_RELAY_LISTEN_HOST: "0.0.0.0",
      SIDETONE_RELAY_LISTEN_PORT: "9000",
      SIDETONE_RELAY_TRUST_PROXY: "127.0.0.1, 10.0.0.0/8",
      SIDETONE_RELAY_OPERATIONS_PORT: "9001",
      SIDETONE_RELAY_DATA_DIR: "elsewhere",
      SIDETONE_RELAY_LIMITS_HOOKS_PER_SECOND: "7",
      SIDETONE_RELAY_HOOK_SECRETS_a_1: `${OTHER},${SECRET}`,
      SIDETONE_RELAY_HASH_a_1: "from the environment",
      SIDETONE_RELAY_LOG_LEVEL: "",
      HOME: "/root",
    });
    expect(config).toMatchObject({
      listen: { host: "0.0.0.0", port: 9000 },
      trustProxy: ["127.0.0.1", "10.0.0.0/8"],
      operations: { listen: { host: "127.0.0.1", port: 9001 } },
      dataDir: resolve("elsewhere"),
      limits: { connections: 5, hooksPerSecond: 7 },
      logLevel: "info",
      accounts: [{ hookSecrets: [OTHER, SECRET], flexfone: { hash: "from the environment" } }],
    });
  });

  it("files of secrets replace secrets in the file", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "hook"), OTHER);
    writeFileSync(join(folder, "hash"), "TopSecret");
    const config = loadConfig(write({ accounts: [account()] }), {
      SIDETONE_RELAY_HOOK_SECRET_FILES_1: join(folder, "hook"),
      SIDETONE_RELAY_HASH_FILE_1: "$CREDENTIALS_DIRECTORY/hash",
      CREDENTIALS_DIRECTORY: folder,
    });
    expect(config.accounts[0]).toMatchObject({ hookSecrets: [OTHER], flexfone: { hash: "TopSecret" } });
  });

  it("a wrong value is told with the place and the variable; a wrong name with those that there are", () => {
    const content = { accounts: [account()] };
    const port = problem(content, { SIDETONE_RELAY_LISTEN_PORT: "https" });
    expect(port).toMatch(/expected number.*\(given by SIDETONE_RELAY_LISTEN_PORT\)\n.*listen\.port/);
    expect(problem(content, { SIDETONE_RELAY_HOOK_SECRETS_1: "short-secret" })).not.toContain("short-secret");
    const name = problem(content, { SIDETONE_RELAY_PORT: "1" });
    for (const variable of environmentVariables) expect(name).toContain(variable);
    expect(problem(content, { SIDETONE_RELAY_HASH_2: "x" })).toMatch(/account that is not in the config.*: 1$/);
  });

  it("is looked at by the program", () => {
    const args = [resolve("relay/main.ts"), "check-config", "--config", write({ accounts: [account()] })];
    const env = { ...process.env, SIDETONE_RELAY_BOGUS: "1" };
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", env });
    expect(status).toBe(1);
    expect(stderr).toContain("SIDETONE_RELAY_BOGUS is no setting");
  });
});

describe("what does not go together", () => {
  it.each([
    ["one secret for two accounts", [account(), account({ id: "2" })], /accounts\[0\] \(1\) and accounts\[1\] \(2\)/],
    ["one secret twice", [account({ hookSecrets: [SECRET, SECRET] })], /accounts\[0\] \(1\).*are the same/],
    ["two accounts with one id", [account(), account({ hookSecrets: [OTHER] })], /the same id\n.*accounts/],
  ])("%s", (_, accounts, text) => {
    expect(problem({ accounts })).toMatch(text);
    expect(problem({ accounts })).not.toContain(SECRET);
  });

  it.each([
    [{ trustProxy: ["0.0.0.0/0"] }, /not the whole internet\n.*trustProxy\[0\]/],
    [{ trustProxy: ["proxy.local"] }, /an IP address, or a network such as .*\n.*trustProxy\[0\]/],
    [{ publicUrl: "relay" }, /an address such as https.*\n.*publicUrl/],
    [{ limits: { hooks: 1 } }, /no field hooks\. There are: connections, .*\n.*limits/],
    [{ listen: { port: 70_000 } }, /<=65535\n.*listen\.port/],
  ])("%j is refused with the place and what is allowed", (changes, text) => {
    expect(problem({ accounts: [account()], ...changes })).toMatch(text);
  });
});

describe("a broken configuration", () => {
  it("that is no JSON is told with the line, and nothing of it is quoted", () => {
    const text = `{\n  "accounts": [\n    { "hookSecrets": ["${SECRET}"], "hash": TopSecret }\n]}`;
    const told = problem(text);
    expect(told).toMatch(/not valid JSON: .*line 3/);
    expect(told).not.toMatch(/TopS|hook-secret/);
    expect(problem('{"a": 1 "b": 2}')).toMatch(/not valid JSON: .*line 1/);
    expect(problem("{")).toMatch(/not valid JSON/);
  });

  it("of whatever kind is refused by a ConfigError, and by nothing else", () => {
    const good = {
      listen: { host: "127.0.0.1", port: 1, tls: { certFile: "c", keyFile: "k" } },
      trustProxy: ["10.0.0.0/8"],
      publicUrl: "https://relay.example.dk",
      operations: { listen: { port: 2 } },
      dataDir: "d",
      limits: { connections: 1 },
      accounts: [account({ hookNetworks: ["::/8"], dialling: { allowedPrefixes: ["+45"] } })],
    };
    const folder = temporaryFolder();
    const anything = fc.oneof(
      fc.jsonValue({ depthSize: "small" }),
      fc.constantFrom(-1, "", "\0", "https://", [], {}, null),
    );
    const places = pathsOf(good);
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        anything,
        fc.dictionary(fc.string(), fc.string()),
        (place, value, extra) => {
          const environment = Object.fromEntries(
            Object.entries(extra).map(([name, text], index) => [environmentVariables[index] ?? name, text]),
          );
          // Anything but a ConfigError is thrown on.
          problem(changed(good, place, value), environment, folder);
        },
      ),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.string(), (text) => problem(text, {}, folder) !== "nothing"));
    fc.assert(fc.property(fc.json(), (text) => problem(text, {}, folder) !== "nothing"));
  });
});

/** The way to every value in it, itself included. */
function pathsOf(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner).map((path) => [key, ...path]))];
}

function changed(whole: unknown, [first, ...rest]: readonly string[], value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(whole))
    return whole.map((item, index) => (String(index) === first ? changed(item, rest, value) : item));
  const object = whole as Record<string, unknown>;
  return { ...object, [first]: changed(object[first], rest, value) };
}
