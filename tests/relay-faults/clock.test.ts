import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { WholeSystem } from "./whole-system.ts";

/** Where Debian puts it, whatever the processor. */
function fakeTimeLibrary(): string | undefined {
  const folders = existsSync("/usr/lib")
    ? readdirSync("/usr/lib").map((name) => join("/usr/lib", name, "faketime"))
    : [];
  return [...folders, "/usr/lib/faketime"]
    .map((folder) => join(folder, "libfaketimeMT.so.1"))
    .find((file) => existsSync(file));
}

it("a clock that jumps an hour ahead and two hours back changes nothing", async ({ skip }) => {
  const library = fakeTimeLibrary();
  if (library === undefined && process.env.SIDETONE_REQUIRE_ALL !== "1") {
    skip("faketime is not installed (Debian: apt-get install faketime)");
  }
  if (library === undefined) throw new Error("faketime is not installed. Debian: apt-get install faketime");
  const file = join(temporaryFolder(), "clock");
  const setClock = (offset: string) => writeFileSync(file, `${offset}\n`);
  setClock("+0");
  const system = await WholeSystem.start({
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    },
  });
  for (const offset of ["+0", "+1h", "-1h", "+0"]) {
    setClock(offset);
    for (let n = 0; n < 30; n += 1) await system.sender.call();
    await system.relay.kill();
    await system.relay.start();
  }
  await system.settle();
  const received = [...system.clients.values()].flatMap(({ stored }) => [...stored.values()].map((e) => e.receivedAt));
  // It did jump.
  expect(Math.max(...received) - Math.min(...received)).toBeGreaterThan(2 * 3_600_000 - 60_000);
});
