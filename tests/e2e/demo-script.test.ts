import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";

it("the scripted demo plays a minute of calls, and the app shows what it should", async () => {
  const demo = spawn(process.execPath, ["tools/demo/main.ts", "--script"], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [demo.stdout, demo.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const [code] = await once(demo, "exit");
  expect(output).toMatch(/The app showed (\d+) of \1 things as expected\./);
  expect(code).toBe(0);
}, 180_000);
