import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { WholeSystem } from "./whole-system.ts";
import { whyNoMount } from "./why-no-mount.ts";

/** A disk of eight megabytes. */
function smallDisk(): string {
  const folder = temporaryFolder();
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", folder]);
  onTestFinished(() => {
    execFileSync("umount", ["-l", folder]);
  });
  const data = join(folder, "data");
  mkdirSync(data);
  return data;
}

function fill(data: string): () => void {
  const filler = join(data, "..", "filler");
  let written = 0;
  for (let size = 1024 * 1024; size >= 512; size /= 2) {
    for (;;) {
      try {
        writeFileSync(`${filler}-${written}`, Buffer.alloc(size));
        written += 1;
      } catch {
        break;
      }
    }
  }
  return () => {
    for (let n = 0; n <= written; n += 1) if (existsSync(`${filler}-${n}`)) rmSync(`${filler}-${n}`);
  };
}

function setImmutable(file: string, on: boolean): void {
  execFileSync("chattr", [on ? "+i" : "-i", file]);
}

/** Only some file systems know of it. */
function whyNoImmutableFiles(): string | undefined {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  try {
    setImmutable(file, true);
    setImmutable(file, false);
    return undefined;
  } catch {
    return "the file system of the temporary folder has no immutable files (chattr +i); use ext4";
  }
}

const ring = (callId: string) => ({ UniqueCallId: callId, EmployeeLocalNumber: "202", Calledphone: "2020" });

describe("a disk", () => {
  it("that is full: hooks are answered 503 and announced to nobody, until there is room again", async ({ skip }) => {
    const reason = whyNoMount();
    if (reason !== undefined) skip(reason);
    const dataDir = smallDisk();
    const system = await WholeSystem.start({ dataDir });
    for (let n = 0; n < 20; n += 1) await system.sender.call();
    const makeRoom = fill(dataDir);
    const before = [...system.clients.values()].map(({ stored }) => stored.size);
    let refused = 0;
    // What fits into pages that are there already may still be taken.
    const taken: string[] = [];
    for (let n = 0; n < 400; n += 1) {
      const status = await system.sender.once("incoming", ring(`full.${n}`));
      if (status === 503) refused += 1;
      else if (status === 200) taken.push(`full.${n}`);
    }
    expect(refused).toBeGreaterThan(0);
    expect(system.relay.isRunning).toBe(true);
    for (const callId of taken) system.sender.acknowledged.push({ kind: "incoming", callId, employee: "202" });
    expect(before.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(0);
    makeRoom();
    for (let n = 0; n < 20; n += 1) await system.sender.call();
    await system.settle();
    await system.relay.kill();
    await system.relay.start();
    await system.settle();
  });

  it("whose files cannot be changed any more: 503 and nothing announced, and all is well when they can", async ({
    skip,
  }) => {
    const reason = whyNoMount() ?? whyNoImmutableFiles();
    if (reason !== undefined) skip(reason);
    const system = await WholeSystem.start();
    for (let n = 0; n < 10; n += 1) await system.sender.call();
    await system.settle();
    await system.relay.stop();
    const database = join(system.relay.dataDir, "relay.db");
    setImmutable(database, true);
    onTestFinished(() => setImmutable(database, false));
    // It says so at once, and does not pretend to serve.
    await expect(system.relay.start()).rejects.toThrow(/cannot be opened|readonly|not permitted|unable to open/i);
    setImmutable(database, false);
    await system.relay.start();
    for (let n = 0; n < 10; n += 1) await system.sender.call();
    await system.settle();
  });
});
