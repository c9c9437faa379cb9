import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../../relay/config/load-config.ts";
import { parseLink } from "../../shared/links.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { ACCOUNT, redeemCode, SECRET } from "./relay-fixture.ts";

const main = resolve("relay/main.ts");

function configuration(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    listen: { port: 0 },
    publicUrl: "https://relay.example.dk/",
    accounts: [{ id: ACCOUNT, name: "Nordlys", hookSecrets: [SECRET], flexfone: { account: ACCOUNT, hash: "x" } }],
    ...changes,
  };
}

function writeConfig(content: string): string {
  const file = join(temporaryFolder(), "relay.config.json");
  writeFileSync(file, content);
  return file;
}

function relay(...args: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: "utf8" });
  return { status, out: stdout, err: stderr };
}

describe("the relay's commands", () => {
  it("invite, list and revoke work beside a running relay, which stops cleanly when told to", async () => {
    const file = writeConfig(JSON.stringify(configuration()));
    const server = spawn(process.execPath, [main, "--config", file], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(server.stdout, "data")) as [Buffer];
    const { url } = JSON.parse(line.toString()) as { url: string };

    const invited = relay("invite", "--config", file, "--employee", "202");
    const link = parseLink(invited.out.split("\n")[0] ?? "");
    expect(link).toMatchObject({ kind: "pair", relay: "https://relay.example.dk" });
    const code = link.kind === "pair" ? link.code : "";
    const { deviceId } = await redeemCode(url, code);
    expect(relay("devices", "--config", file).out).toContain(`${deviceId}\t${ACCOUNT}\t202\tpc-17`);
    expect(relay("revoke", deviceId, "--config", file)).toMatchObject({ status: 0 });
    expect(relay("revoke", deviceId, "--config", file)).toMatchObject({ status: 1 });

    server.kill("SIGTERM");
    const [exitCode] = await once(server, "exit");
    if (process.platform !== "win32") expect(exitCode).toBe(0);
  });

  it.each([
    [["bogus"], /no command "bogus"/],
    [["invite", "--employee", "Mette"], /local number/],
    [["invite", "--employee", "202", "--hours", "0"], /--hours/],
    [["--port", "1"], /--port/],
  ])("%j is refused with what is possible", (args, text) => {
    const file = writeConfig(JSON.stringify(configuration()));
    const { status, err } = relay(...args, "--config", file);
    expect(status).toBe(2);
    expect(err).toMatch(text);
    expect(err).toContain("Usage:");
  });

  it("--help says what there is", () => {
    expect(relay("--help")).toMatchObject({ status: 0, out: expect.stringContaining("invite") });
  });
});

describe("the configuration", () => {
  it("ships with an example whose only gaps are its secrets", () => {
    const example = readFileSync("relay/relay.config.example.jsonc", "utf8");
    expect(() => loadConfig("relay/relay.config.example.jsonc")).toThrow(/letters, digits.*\n.*hookSecrets\[0\]$/);
    const filledIn = writeConfig(example.replace("REPLACE THIS: openssl rand -hex 24", SECRET));
    expect(() => loadConfig(filledIn)).toThrow(/flexfone-1234\.hash does not exist/);
  });

  it("takes comments, and the hash from a file of its own", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "hash"), "TopSecret\n");
    const file = join(folder, "relay.config.json");
    const accounts = [{ id: "1", name: "A", hookSecrets: [SECRET], flexfone: { account: "1", hashFile: "./hash" } }];
    writeFileSync(file, `// ours\n${JSON.stringify(configuration({ accounts }))}`);
    const config = loadConfig(file);
    expect(config.accounts[0]?.flexfone.hash).toBe("TopSecret");
    expect(config.publicUrl).toBe("https://relay.example.dk");
    expect(config.dataDir).toBe(join(folder, "relay-data"));
  });

  it.each([
    ["a mistyped key", configuration({ publicURL: "https://x.dk" }), /publicURL/],
    [
      "a short secret",
      configuration({
        accounts: [{ id: "1", name: "A", hookSecrets: ["short"], flexfone: { account: "1", hash: "x" } }],
      }),
      /accounts\[0\]\.hookSecrets\[0\]/,
    ],
    ["http in public", configuration({ publicUrl: "http://relay.example.dk" }), /https, or http on loopback/],
    ["no account", configuration({ accounts: [] }), /accounts/],
    [
      "two secrets for the API",
      configuration({
        accounts: [{ id: "1", name: "A", hookSecrets: [SECRET], flexfone: { account: "1", hash: "x", hashFile: "y" } }],
      }),
      /either "hash" or "hashFile"/,
    ],
  ])("with %s is refused with the place and what is allowed", (_, content, text) => {
    expect(() => loadConfig(writeConfig(JSON.stringify(content)))).toThrow(text);
  });

  it("that is no JSON is told so", () => {
    expect(() => loadConfig(writeConfig("{"))).toThrow(/not valid JSON/);
  });
});
