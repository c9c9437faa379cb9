import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { FaultyDisk, whyNoFaultyDisk } from "../relay-faults/faulty-disk.ts";
import { whyNoMount } from "../relay-faults/why-no-mount.ts";
import { addressBook } from "./address-books.ts";
import { ImportProcess } from "./import-process.ts";
import { openContacts } from "./open-contacts.ts";

const FORMER = 500;
const LATTER = 4_000;
const SOURCE = "kunder";
const MEGABYTES = 24;
/** What is left on the disk when an import begins, KiB: from nothing to nearly enough. */
const LEFT = [0, 16, 64, 200, 500, 900, 1_500, 2_200, 3_000];
/** Linux. */
const EIO = 5;
const ENOSPC = 28;

/** A disk of its own, where SQLite also puts what it needs for a moment. */
function smallDisk(): { folder: string; env: Record<string, string>; fillTo(kibibytes: number): void; empty(): void } {
  const disk = temporaryFolder();
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${MEGABYTES}m`, "tmpfs", disk]);
  onTestFinished(() => {
    execFileSync("umount", ["-l", disk]);
  });
  const [folder, temporary, filler] = [join(disk, "contacts"), join(disk, "tmp"), join(disk, "filler")];
  mkdirSync(temporary);
  return {
    folder,
    env: { SQLITE_TMPDIR: temporary, TMPDIR: temporary },
    fillTo: (kibibytes) => {
      rmSync(filler, { force: true });
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - kibibytes * 1024)));
    },
    empty: () => rmSync(filler, { force: true }),
  };
}

describe("a disk", () => {
  it("that is full, or gets so in any part of an import: it is said, the former contacts stay, nothing is left over", async ({
    skip,
  }) => {
    const reason = whyNoMount();
    if (reason !== undefined) skip(reason);
    const files = temporaryFolder();
    const { folder, env, fillTo, empty } = smallDisk();
    const former = { folder, source: SOURCE, files: [addressBook(files, FORMER, 1)] };
    const latter = { folder, source: SOURCE, files: [addressBook(files, LATTER, 2)] };
    expect(await ImportProcess.run(former, env)).toMatchObject({ ok: true, contacts: FORMER });
    const before = await contents(folder);
    const there = readdirSync(folder);
    for (const left of LEFT) {
      fillTo(left);
      expect(await ImportProcess.run(latter, env), `${left} KiB left`).toMatchObject({ ok: false, code: "disk-full" });
      // The process that it failed in has tidied up: no start is needed.
      expect(readdirSync(folder), `${left} KiB left`).toEqual(there);
      expect(await contents(folder), `${left} KiB left`).toEqual(before);
    }
    empty();
    expect(await ImportProcess.run(latter, env)).toMatchObject({ ok: true, contacts: LATTER });
    expect(await contents(folder)).toHaveLength(LATTER);
  });

  it.each([
    ["that has no room", ENOSPC, "disk-full"],
    ["that fails", EIO, "internal"],
  ])("%s from the first write on: the former contacts stay", async (_, errno, code) => {
    const reason = whyNoFaultyDisk();
    if (reason !== undefined) return;
    const files = temporaryFolder();
    const disk = new FaultyDisk();
    const order = { folder: disk.dataDir, source: SOURCE, files: [addressBook(files, FORMER, 1)] };
    await ImportProcess.run(order, disk.env);
    const before = await contents(disk.dataDir);
    disk.failWrites(errno);
    const latter = { ...order, files: [addressBook(files, LATTER, 2)] };
    expect(await ImportProcess.run(latter, disk.env)).toMatchObject({ ok: false, code });
    expect(await contents(disk.dataDir)).toEqual(before);
    disk.failWrites(0);
    expect(await ImportProcess.run(latter, disk.env)).toMatchObject({ ok: true, contacts: LATTER });
  });

  it("that cannot sync: the former contacts stay, since the new ones might not be there after a power cut", async ({
    skip,
  }) => {
    const reason = whyNoFaultyDisk();
    if (reason !== undefined) skip(reason);
    const files = temporaryFolder();
    const disk = new FaultyDisk();
    const order = { folder: disk.dataDir, source: SOURCE, files: [addressBook(files, FORMER, 1)] };
    await ImportProcess.run(order, disk.env);
    const before = await contents(disk.dataDir);
    disk.failSyncs(EIO);
    const latter = { ...order, files: [addressBook(files, LATTER, 2)] };
    expect(await ImportProcess.run(latter, disk.env)).toMatchObject({ ok: false });
    expect(await contents(disk.dataDir)).toEqual(before);
  });
});

/** What the app finds when it starts. */
async function contents(folder: string): Promise<string[]> {
  const contacts = openContacts(folder);
  try {
    return contacts.contents(SOURCE);
  } finally {
    await contacts.close();
  }
}
