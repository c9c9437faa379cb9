import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type RunningScript, startScript } from "../../../electron/main/adapters/selection/running-script.ts";
import { ScriptCopyKey } from "../../../electron/main/adapters/selection/script-copy-key.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { until } from "../../fakes/until.ts";

/** Our scripts' words, spoken by Node: what PowerShell and osascript are to the app. */
const talking = `
  process.stdin.on("end", () => process.exit(0));
  require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
    if (line === "wait") console.log("ready");
    else if (line === "copy") console.log("sent");
  });`;

const started: RunningScript[] = [];
const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
  started.splice(0);
});

async function setUp(script = talking) {
  const folder = temporaryFolder();
  await writeFile(join(folder, "copy-selection.js"), script);
  const clock = new FakeClock();
  const asked: { file: string; args: readonly string[] }[] = [];
  const key = new ScriptCopyKey({
    platform: "darwin",
    folder,
    env: {},
    clock,
    logger: new SilentLogger(),
    start(file, args) {
      asked.push({ file, args });
      const running = startScript(process.execPath, ["-e", args.at(-1) ?? ""]);
      started.push(running);
      return running;
    },
  });
  ended.push(() => key.dispose());
  return { key, clock, asked };
}

describe("the copying key", () => {
  it("is pressed by one program that keeps running for the next, and ends when nobody needs it", async () => {
    const { key, clock, asked } = await setUp();
    for (let press = 0; press < 3; press += 1) {
      expect(await key.released()).toEqual({ ok: true });
      expect(await key.press()).toEqual({ ok: true });
    }
    expect(asked).toHaveLength(1);
    expect(asked[0]?.file).toBe("/usr/bin/osascript");
    clock.advance(10 * 60_000);
    expect(started[0]?.hasEnded).toBe(true);
    expect(clock.waiting).toBe(0);
    expect(await key.released()).toEqual({ ok: true });
    expect(asked).toHaveLength(2);
  });

  it("is held, or cannot be pressed, as the program says", async () => {
    for (const [answer, why] of [
      ["held", "held"],
      ["failed", "failed"],
      ["???", "failed"],
    ]) {
      const { key } = await setUp(talking.replace('"ready"', JSON.stringify(answer)));
      expect(await key.released()).toEqual({ ok: false, why });
    }
  });

  it("cannot be pressed where the program ends or is not there; the next press starts it anew", async () => {
    const { key, asked } = await setUp("process.exit(3)");
    expect(await key.released()).toEqual({ ok: false, why: "failed" });
    expect(await key.released()).toEqual({ ok: false, why: "failed" });
    expect(asked).toHaveLength(2);
    const missing = startScript("/nowhere/powershell.exe", []);
    await expect(missing.ask("wait")).rejects.toThrow();
    expect(missing.hasEnded).toBe(true);
  });

  it("takes no program that says more than a word", async () => {
    const { key } = await setUp('process.stdout.write("x".repeat(100_000)); setInterval(() => {}, 1000)');
    expect(await key.released()).toEqual({ ok: false, why: "failed" });
    expect(started[0]?.hasEnded).toBe(true);
  });

  it("leaves no program behind when the app ends", async () => {
    const { key } = await setUp();
    await key.released();
    key.dispose();
    await until("it has ended", () => started[0]?.hasEnded === true);
    expect(await key.released()).toEqual({ ok: false, why: "failed" });
    expect(started).toHaveLength(1);
  });
});
