import { describe, expect, it, onTestFinished } from "vitest";
import { FaultProxy } from "../../tools/fault-proxy/fault-proxy.ts";
import { eventually, WholeSystem } from "./whole-system.ts";

/** A system whose clients or hooks go through a proxy that does wrong. */
async function through(which: "clients" | "hooks"): Promise<{ system: WholeSystem; proxy: FaultProxy }> {
  const proxies: FaultProxy[] = [];
  const system = await WholeSystem.start({}, async ({ port }) => {
    const proxy = new FaultProxy(port);
    await proxy.listen();
    onTestFinished(() => proxy.close());
    proxies.push(proxy);
    return { [which]: `http://127.0.0.1:${proxy.port}` };
  });
  const [proxy] = proxies;
  if (proxy === undefined) throw new Error("no proxy");
  return { system, proxy };
}

describe("between the relay and its clients", () => {
  it("resets, latency and slow drip: every client has everything in the end, once", async () => {
    const { system, proxy } = await through("clients");
    system.sender.start(4);
    for (let n = 0; n < 6; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      proxy.resetAll();
    }
    proxy.toClient.latencyMs = 40;
    proxy.toServer.latencyMs = 40;
    await new Promise((resolve) => setTimeout(resolve, 500));
    proxy.toClient.latencyMs = 0;
    proxy.toClient.dripBytes = 64;
    await new Promise((resolve) => setTimeout(resolve, 500));
    proxy.toClient.resetAfterBytes = 2_000;
    await new Promise((resolve) => setTimeout(resolve, 500));
    await system.sender.stop();
    proxy.heal();
    proxy.resetAll();
    await system.settle();
    for (const client of system.clients.values()) expect(client.resumes.length).toBeGreaterThan(6);
  });

  it("a connection that swallows everything holds nobody else up, and the client gets it all when it comes back", async () => {
    const { system, proxy } = await through("clients");
    for (let n = 0; n < 9; n += 1) await system.sender.call();
    await system.settle();
    proxy.toClient.blackhole = true;
    const before = system.sender.acknowledged.length;
    for (let n = 0; n < 60; n += 1) await system.sender.call();
    expect(system.sender.acknowledged.length).toBe(before + 180);
    expect(system.sender.failures).toBe(0);
    proxy.heal();
    // The client notices by the heartbeat that does not come; here it is told.
    for (const client of system.clients.values()) client.drop();
    await system.settle();
  });
});

describe("between the PBX and the relay", () => {
  it("resets, latency, drip and swallowed answers: hooks that are sent again are there once", async () => {
    const { system, proxy } = await through("hooks");
    system.sender.start(6);
    for (let n = 0; n < 8; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 120));
      proxy.resetAll();
    }
    proxy.toServer.latencyMs = 30;
    proxy.toServer.dripBytes = 16;
    await new Promise((resolve) => setTimeout(resolve, 600));
    proxy.heal();
    // Requests arrive, and their answers are lost.
    proxy.toClient.resetAfterBytes = 20;
    await new Promise((resolve) => setTimeout(resolve, 600));
    proxy.heal();
    proxy.resetAll();
    await system.sender.stop();
    await system.settle();
    expect(system.sender.failures).toBeGreaterThan(10);
  });

  it("half-open and half-sent requests are given up in time, and others are served meanwhile", async () => {
    const { system, proxy } = await through("hooks");
    proxy.toServer.blackhole = true;
    const lost = system.sender.once("incoming", { UniqueCallId: "lost.1" });
    await eventually("the half-open connection is there", () => proxy.connections > 0);
    proxy.heal();
    for (let n = 0; n < 30; n += 1) await system.sender.call();
    await system.settle();
    expect([0, 408]).toContain(await lost);
  });
});
