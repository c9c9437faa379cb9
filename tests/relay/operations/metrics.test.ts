import { describe, expect, it } from "vitest";
import { authenticationPlaceOf } from "../../../relay/metrics/authentication-place.ts";
import { Metrics } from "../../../relay/metrics/metrics.ts";
import { parseMetrics } from "./parse-metrics.ts";

describe("the figures", () => {
  it("begin at 0, so that the first of each shows as an increase", async () => {
    const { value, types } = parseMetrics(await new Metrics("1.2.3").registry.metrics());
    expect(value("sidetone_relay_hooks_total", { kind: "incoming", result: "stored" })).toBe(0);
    expect(value("sidetone_relay_hooks_total", { kind: "unknown", result: "not-found" })).toBe(0);
    expect(value("sidetone_relay_refused_total", { reason: "hooks" })).toBe(0);
    expect(value("sidetone_relay_clients_cut_total", { reason: "too-slow" })).toBe(0);
    expect(value("sidetone_relay_authentication_failures_total", { place: "stream" })).toBe(0);
    expect(value("sidetone_relay_info", { version: "1.2.3" })).toBe(1);
    expect(types.get("sidetone_relay_hooks_total")).toBe("counter");
  });

  it("count what they are told, and nothing else", async () => {
    const metrics = new Metrics("1.2.3");
    metrics.hook("answered", "stored");
    metrics.hook("answered", "stored");
    metrics.hook(undefined, "not-found");
    metrics.committed(0.002, 12);
    metrics.delivered(0.004);
    metrics.refused("tls");
    metrics.cut("silent");
    metrics.authenticationFailed("pairing");
    const { value, samples } = parseMetrics(await metrics.registry.metrics());
    expect(value("sidetone_relay_hooks_total", { kind: "answered", result: "stored" })).toBe(2);
    expect(value("sidetone_relay_hooks_total", { kind: "unknown", result: "not-found" })).toBe(1);
    expect(value("sidetone_relay_commit_duration_seconds_sum")).toBe(0.002);
    expect(value("sidetone_relay_commit_entries_bucket", { le: "8" })).toBe(0);
    expect(value("sidetone_relay_commit_entries_bucket", { le: "16" })).toBe(1);
    expect(value("sidetone_relay_delivery_duration_seconds_bucket", { le: "0.005" })).toBe(1);
    expect(value("sidetone_relay_refused_total", { reason: "tls" })).toBe(1);
    expect(value("sidetone_relay_clients_cut_total", { reason: "silent" })).toBe(1);
    expect(value("sidetone_relay_authentication_failures_total", { place: "pairing" })).toBe(1);
    const hooks = samples.filter(({ name }) => name === "sidetone_relay_hooks_total");
    expect(hooks.reduce((sum, sample) => sum + sample.value, 0)).toBe(3);
  });

  it("look at the queues when they are asked for", async () => {
    const metrics = new Metrics("1.2.3");
    let connections = 3;
    metrics.watch({ waiting: () => 7, connections: () => connections, queuedBytes: () => 1024, lags: () => [0, 5, 2] });
    const before = parseMetrics(await metrics.registry.metrics());
    connections = 2;
    const after = parseMetrics(await metrics.registry.metrics());
    expect(before.value("sidetone_relay_connections")).toBe(3);
    expect(after.value("sidetone_relay_connections")).toBe(2);
    expect(after.value("sidetone_relay_entries_waiting")).toBe(7);
    expect(after.value("sidetone_relay_client_queue_bytes")).toBe(1024);
    expect(after.value("sidetone_relay_consumers_lagging")).toBe(2);
    expect(after.value("sidetone_relay_consumer_lag_entries_max")).toBe(5);
  });

  it("of two relays in one process are two", async () => {
    const [one, other] = [new Metrics("1.2.3"), new Metrics("1.2.3")];
    one.refused("hooks");
    const figures = parseMetrics(await other.registry.metrics());
    expect(figures.value("sidetone_relay_refused_total", { reason: "hooks" })).toBe(0);
  });

  it.each([
    ["/hooks/4711/wrong/incoming?ANumber=12345678", "hooks"],
    ["/v1/stream", "stream"],
    ["/v1/pairing/redeem", "pairing"],
    ["/v1/flexfone/employee", "api"],
    ["/v1/device", "api"],
  ])("a failure at %s is counted for %s", (target, place) => {
    expect(authenticationPlaceOf(target)).toBe(place);
  });
});

describe("the parser of the tests itself", () => {
  it.each([
    ["without its type", "# HELP a b\na 1\n"],
    ["twice", "# HELP a b\n# TYPE a gauge\na 1\na 2\n"],
    ["without a value", "# HELP a b\n# TYPE a gauge\na\n"],
    ["with a bad label", '# HELP a b\n# TYPE a gauge\na{b-c="d"} 1\n'],
    ["that does not add up", '# HELP a b\n# TYPE a histogram\na_bucket{le="+Inf"} 2\na_sum 1\na_count 1\n'],
  ])("refuses a figure %s", (_, text) => {
    expect(() => parseMetrics(text)).toThrow();
  });
});
