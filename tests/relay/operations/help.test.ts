import { describe, expect, it } from "vitest";
import { commands } from "../../../relay/cli/commands.ts";
import { OperatedRelay } from "./operated-relay.ts";

describe("help", () => {
  it("of all commands names each, and the exit codes", async () => {
    const { code, out } = await new OperatedRelay().run("--help");
    expect(code).toBe(0);
    for (const { name, summary } of commands)
      expect(out).toMatch(new RegExp(`^ {2}${name}.* {2}${literally(summary)}$`, "m"));
    expect(out).toContain("2 wrong usage");
  });

  it.each(commands.map(({ name }) => name))("of %s names each of its options", async (name) => {
    const { code, out } = await new OperatedRelay().run(name, "--help");
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^Usage: npm run relay -- ${name}\\b`));
    const command = commands.find((one) => one.name === name);
    for (const option of [...Object.keys(command?.options ?? {}), "config", "help"])
      expect(out).toContain(`--${option}`);
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
  });

  it.each([
    [["bogus"], /no command "bogus".*serve, check-config/],
    [["devices", "all"], /"all" is one word too many/],
    [["serve", "--port", "1"], /--port/],
    [["backup"], /backup FILE/],
    [["restore"], /restore FILE/],
    [["revoke"], /revoke ID/],
    [["invite"], /--employee/],
    [["invite", "--login"], /MyFone login is off.*myFoneLogin/],
    [["invite", "--employee", "202", "--account", "4712"], /no account 4712.*4711/],
  ])("%j is answered with what is possible, and exit code 2", async (words, text) => {
    const { code, out, err } = await new OperatedRelay().run(...words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(text);
    expect(err).toContain("Usage:");
  });

  it("a configuration that cannot be used is a failure, exit code 1", async () => {
    const { code, err } = await new OperatedRelay({ accounts: [] }).run("check-config");
    expect(code).toBe(1);
    expect(err).toContain("accounts");
  });

  it("a configuration that can be used is, exit code 0", async () => {
    expect(await new OperatedRelay().run("check-config")).toMatchObject({
      code: 0,
      out: expect.stringContaining("1 account(s)"),
    });
  });
});

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
