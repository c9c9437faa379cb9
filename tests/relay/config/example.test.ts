import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { configSchema } from "../../../relay/config/config.ts";
import { loadConfig } from "../../../relay/config/load-config.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const SECRET = "a-hook-secret-of-at-least-32-letters";
const example = readFileSync("relay/relay.config.example.jsonc", "utf8").replace(
  "REPLACE THIS: openssl rand -hex 24",
  SECRET,
);

describe("the example configuration", () => {
  it("can be used once its secrets are there", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "relay.config.json"), example);
    writeFileSync(join(folder, "flexfone-1234.hash"), "TopSecret\n");
    const config = loadConfig(join(folder, "relay.config.json"), {});
    expect(config.accounts[0]).toMatchObject({ id: "1234", hookSecrets: [SECRET], flexfone: { hash: "TopSecret" } });
    expect(config.dataDir).toBe(join(folder, "relay-data"));
  });

  it("gives the defaults where it gives a number or a switch", () => {
    const given = configSchema.parse(parse(example));
    const [account] = given.accounts;
    const bare = configSchema.parse({
      accounts: [
        {
          id: "1234",
          name: "A",
          hookSecrets: [SECRET],
          flexfone: { account: "1234", hashFile: "./flexfone-1234.hash" },
        },
      ],
    });
    expect(given).toMatchObject({ ...bare, trustProxy: expect.anything(), accounts: expect.anything() });
    expect(account).toMatchObject({ presence: true, dialling: { enabled: false, perMinute: 10 } });
  });

  it("shows every field there is, and those in comments can be used too", () => {
    // Only one of two ways to give a secret can be used.
    const uncommented = example
      .replaceAll(/^(\s*)\/\/ ("\w+": )/gm, "$1$2")
      .replaceAll(/^\s*"(?:hookSecretFiles|hash)": .*\n/gm, "");
    const parsed = configSchema.safeParse(parse(uncommented));
    expect(parsed.success ? "" : z.prettifyError(parsed.error)).toBe("");
    const shown = new Set([...example.matchAll(/"(\w+)": /g)].map((match) => match[1]));
    expect(fieldsOf(z.toJSONSchema(configSchema, { io: "input" })).filter((field) => !shown.has(field))).toEqual([]);
  });
});

/** Every comment in it has lines of its own. */
function parse(text: string): unknown {
  return JSON.parse(text.replaceAll(/^\s*\/\/.*$/gm, ""));
}

/** The names of all fields in a JSON schema. */
function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own =
    "properties" in schema && typeof schema.properties === "object" && schema.properties !== null
      ? Object.keys(schema.properties)
      : [];
  return [...own, ...Object.values(schema).flatMap(fieldsOf)];
}
