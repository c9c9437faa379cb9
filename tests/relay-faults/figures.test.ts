import { expect, it, onTestFinished } from "vitest";
import type { CallEventKind } from "../../shared/calls/event.ts";
import { FaultProxy } from "../../tools/fault-proxy/fault-proxy.ts";
import { type Figures, parseMetrics } from "../relay/operations/parse-metrics.ts";
import { ACCOUNT } from "../relay/relay-fixture.ts";
import type { SentHook } from "./hook-sender.ts";
import { eventually, WholeSystem } from "./whole-system.ts";

const PREFIX = "sidetone_relay_";
const WRONG = 17;

/** How many different hooks of a kind were answered 200; one that concerns two employees is one hook. */
function hooksOf(kind: CallEventKind, hooks: readonly SentHook[]): number {
  const ofKind = hooks.filter((hook) => hook.kind === kind);
  const keys = ofKind.map(({ callId, employee }) => (kind === "incoming" ? `${callId} ${employee}` : callId));
  return new Set(keys).size;
}

it("the relay's figures agree with what was sent and received, also where answers were lost", async () => {
  const config = { operations: { listen: { port: 0 } }, logLevel: "info" };
  const proxies: FaultProxy[] = [];
  const system = await WholeSystem.start({ config }, async ({ port }) => {
    const proxy = new FaultProxy(port);
    await proxy.listen();
    onTestFinished(() => proxy.close());
    proxies.push(proxy);
    return { hooks: `http://127.0.0.1:${proxy.port}` };
  });
  const { relay, sender, clients } = system;
  const operationsUrl = /"operationsUrl":"([^"]+)"/.exec(relay.log)?.[1];
  const figures = async (): Promise<Figures> => parseMetrics(await (await fetch(`${operationsUrl}/metrics`)).text());

  sender.start(6);
  for (let n = 0; n < 8; n += 1) {
    const before = sender.acknowledged.length;
    await eventually("hooks are taken", () => sender.acknowledged.length > before + 20);
    proxies[0]?.resetAll();
  }
  await sender.stop();
  for (let n = 0; n < WRONG; n += 1) {
    expect((await fetch(`${relay.url}/hooks/${ACCOUNT}/${"x".repeat(36)}/incoming?UniqueCallId=1`)).status).toBe(404);
    expect((await fetch(`${relay.url}/v1/device`, { method: "DELETE" })).status).toBe(401);
  }
  await system.settle();

  const { acknowledged, failures } = sender;
  const found = await figures();
  const value = (name: string, labels?: Record<string, string>) => found.value(PREFIX + name, labels);
  const kinds: CallEventKind[] = ["incoming", "answered", "ended"];
  for (const kind of kinds) {
    expect(value("hooks_total", { kind, result: "stored" }), kind).toBe(hooksOf(kind, acknowledged));
  }
  expect(failures).toBeGreaterThan(0);
  const repeated = kinds.reduce((sum, kind) => sum + value("hooks_total", { kind, result: "repeated" }), 0);
  // Some were lost on their way to the relay, the others on the way back.
  expect(repeated).toBeLessThanOrEqual(failures);
  const stored = kinds.reduce((sum, kind) => sum + hooksOf(kind, acknowledged), 0);
  expect(value("commit_entries_sum")).toBe(stored + repeated);
  expect(value("commit_entries_count")).toBe(value("commit_duration_seconds_count"));
  expect(value("delivery_duration_seconds_count")).toBe(acknowledged.length);
  expect(value("connections")).toBe(clients.size);
  expect(value("authentication_failures_total", { place: "hooks" })).toBe(WRONG);
  expect(value("authentication_failures_total", { place: "api" })).toBe(WRONG);
  expect(value("entries_waiting")).toBe(0);
  expect(value("consumers_lagging")).toBe(0);
});
