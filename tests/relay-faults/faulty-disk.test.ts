import { constants } from "node:os";
import { describe, expect, it } from "vitest";
import { FaultyDisk, whyNoFaultyDisk } from "./faulty-disk.ts";
import { SeededRandom } from "./seeded-random.ts";
import { eventually, WholeSystem } from "./whole-system.ts";

const CUTS = 12;
const DEATHS = 20;
const { EIO, EROFS, ENOSPC } = constants.errno;

async function onFaultyDisk(config: Record<string, unknown> = {}): Promise<{ disk: FaultyDisk; system: WholeSystem }> {
  const disk = new FaultyDisk();
  return { disk, system: await WholeSystem.start({ dataDir: disk.dataDir, env: disk.env, config }) };
}

const whyNot = whyNoFaultyDisk();

describe("a power cut, which takes what was written and not synced,", () => {
  it(`takes nothing that was answered 200, ${CUTS} times in load`, async ({ skip }) => {
    if (whyNot !== undefined) skip(whyNot);
    const random = new SeededRandom("power cuts");
    const { disk, system } = await onFaultyDisk();
    const { relay, sender } = system;
    sender.start(12);
    for (let cut = 0; cut < CUTS; cut += 1) {
      await system.underWay();
      await new Promise((resolve) => setTimeout(resolve, random.between(1, 300)));
      await relay.kill();
      disk.cutPower(random);
      await relay.start();
    }
    await sender.stop();
    await system.settle();
    await system.settleFromTheBeginning();
    expect(sender.failures).toBeGreaterThan(CUTS);
    expect(sender.acknowledged.length).toBeGreaterThan(CUTS * 20);
  });

  it("is noticed by this test, where the disk says that it has synced and has not", async ({ skip }) => {
    if (whyNot !== undefined) skip(whyNot);
    const random = new SeededRandom("a disk that lies");
    const { disk, system } = await onFaultyDisk();
    for (let n = 0; n < 10; n += 1) await system.sender.call();
    disk.lie(true);
    for (let n = 0; n < 10; n += 1) await system.sender.call();
    await system.relay.kill();
    disk.cutPower(random, 0);
    await system.relay.start();
    await expect(system.settleFromTheBeginning(1_000)).rejects.toThrow();
  });
});

it("a hook that was written by a relay that died before it could sync, and comes again to the next one, is safe when it is answered", async ({
  skip,
}) => {
  if (whyNot !== undefined) skip(whyNot);
  const random = new SeededRandom("died before the sync");
  const { disk, system } = await onFaultyDisk();
  const { relay, sender } = system;
  await sender.call();
  const ring = { UniqueCallId: "again.1", EmployeeLocalNumber: "202", Calledphone: "2020" };
  disk.dieInSync(true);
  expect(await sender.once("incoming", ring)).toBe(0);
  await eventually("the relay has died", () => !relay.isRunning);
  disk.dieInSync(false);
  // The system has what was written, and the next relay reads it; the disk has not.
  await relay.start();
  expect(await sender.once("incoming", ring)).toBe(200);
  sender.acknowledged.push({ kind: "incoming", callId: "again.1", employee: "202" });
  await relay.kill();
  disk.cutPower(random, 0);
  await relay.start();
  await system.settleFromTheBeginning(5_000);
});

it(`dying in the middle of writing a commit, ${DEATHS} times in load, the relay loses and doubles nothing`, async ({
  skip,
}) => {
  if (whyNot !== undefined) skip(whyNot);
  const random = new SeededRandom("deaths in a commit");
  const { disk, system } = await onFaultyDisk();
  const { relay, sender } = system;
  sender.start(12);
  for (let death = 0; death < DEATHS; death += 1) {
    await system.underWay();
    disk.dieInWrite(random.between(1, 120));
    await eventually("the relay has died", () => !relay.isRunning);
    disk.dieInWrite(0);
    await relay.start();
  }
  await sender.stop();
  await system.settle();
  await system.settleFromTheBeginning();
  expect(sender.acknowledged.length).toBeGreaterThan(DEATHS);
});

it("killed while syncs fail, the relay may know hooks that it has refused, and takes them once when they come again", async ({
  skip,
}) => {
  if (whyNot !== undefined) skip(whyNot);
  const random = new SeededRandom("syncs that fail");
  const { disk, system } = await onFaultyDisk();
  const { relay, sender } = system;
  sender.start(8);
  for (let round = 0; round < 6; round += 1) {
    await system.underWay();
    await new Promise((resolve) => setTimeout(resolve, random.between(1, 200)));
    disk.failSyncs(EIO);
    const failures = sender.failures;
    await eventually("hooks are refused", () => sender.failures > failures + random.between(0, 20));
    await relay.kill();
    disk.failSyncs(0);
    await relay.start();
  }
  await sender.stop();
  await system.settle();
  await system.settleFromTheBeginning();
});

describe("while the disk answers", () => {
  it.for([
    ["every write with EIO", EIO, 0] as const,
    ["every write with EROFS", EROFS, 0] as const,
    ["every write with ENOSPC", ENOSPC, 0] as const,
    ["every sync with EIO", 0, EIO] as const,
  ])("%s: 503, nothing announced, and all is well afterwards", async ([, ofWrites, ofSyncs], { skip }) => {
    if (whyNot !== undefined) skip(whyNot);
    const { disk, system } = await onFaultyDisk({ operations: { listen: { port: 0 } }, logLevel: "info" });
    const { relay, sender, clients } = system;
    for (let n = 0; n < 10; n += 1) await sender.call();
    await system.settle();
    const operationsUrl = /"operationsUrl":"([^"]+)"/.exec(relay.log)?.[1];

    disk.failWrites(ofWrites);
    disk.failSyncs(ofSyncs);
    const ring = (n: number) => ({ UniqueCallId: `lost.${n}`, EmployeeLocalNumber: "202", Calledphone: "2020" });
    const statuses = await Promise.all(Array.from({ length: 40 }, (_unused, n) => sender.once("incoming", ring(n))));
    expect(new Set(statuses)).toEqual(new Set([503]));
    await eventually(
      "it says that it is not ready",
      async () => (await fetch(`${operationsUrl}/readyz`)).status === 503,
    );
    expect(await relay.isHealthy()).toBe(true);
    const told = [...clients.values()].flatMap(({ stored }) => [...stored.values()]);
    expect(told.filter(({ callId }) => callId.startsWith("lost."))).toEqual([]);

    disk.failWrites(0);
    disk.failSyncs(0);
    for (let n = 0; n < 10; n += 1) await sender.call();
    await system.settle();
    await relay.kill();
    await relay.start();
    await system.settle();
    await system.settleFromTheBeginning();
    await eventually("it says that it is ready", async () => {
      const url = [...relay.log.matchAll(/"operationsUrl":"([^"]+)"/g)].at(-1)?.[1];
      return (await fetch(`${url}/readyz`)).status === 200;
    });
  });
});
