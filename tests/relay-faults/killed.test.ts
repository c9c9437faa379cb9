import { expect, it } from "vitest";
import { SeededRandom } from "./seeded-random.ts";
import { WholeSystem } from "./whole-system.ts";

const KILLS = 20;

it(`killed ${KILLS} times in load, also in the middle of a commit, the relay loses and doubles nothing`, async () => {
  const system = await WholeSystem.start();
  const { relay, sender } = system;
  const random = new SeededRandom("kills");
  sender.start(12);
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Commits take a good part of the time in load, so that many of these fall into one.
    await system.underWay();
    await new Promise((resolve) => setTimeout(resolve, random.between(1, 300)));
    await relay.kill();
    await relay.start();
  }
  await sender.stop();
  await system.settle();
  expect(sender.failures).toBeGreaterThan(KILLS);
  expect(sender.acknowledged.length).toBeGreaterThan(KILLS * 20);
  for (const client of system.clients.values()) {
    expect(client.resumes.filter(({ reason }) => reason !== undefined && reason !== "first")).toEqual([]);
  }
});

it("a client that dies between receiving and storing is given the event again", async () => {
  const system = await WholeSystem.start();
  for (const client of system.clients.values()) client.diesBeforeStoring = 10;
  for (let n = 0; n < 30; n += 1) await system.sender.call();
  await system.settle();
  for (const client of system.clients.values()) expect(client.resumes.length).toBeGreaterThan(5);
});

it("told to stop in load, it finishes what it has accepted and ends with nothing lost", async () => {
  const system = await WholeSystem.start();
  system.sender.start(8);
  for (let n = 0; n < 3; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await system.relay.stop();
    await system.relay.start();
  }
  await system.sender.stop();
  await system.settle();
});
