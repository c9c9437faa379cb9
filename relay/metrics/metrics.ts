import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { type CallEventKind, callEventKinds } from "../../shared/calls/event.ts";
import type { HookResult } from "../http/hook-endpoint.ts";
import { type RefusalReason, refusalReasons } from "../limits/limits.ts";
import type { SwitchRecord } from "../storage/call-flow-history.ts";
import { type AuthenticationPlace, authenticationPlaces } from "./authentication-place.ts";

/** What is looked at when the figures are asked for. */
export interface MetricSources {
  /** Hooks, marks and dials that wait to be written. */
  waiting(): number;
  /** Connected clients. */
  connections(): number;
  /** Bytes that clients have not read yet. */
  queuedBytes(): number;
  /** How far behind its account's log each client is, in entries of the account. */
  lags(): Iterable<number>;
}

/** Why a client that could have stayed was disconnected. */
const cutReasons = ["too-slow", "silent"] as const;
export type CutReason = (typeof cutReasons)[number];

/** All of them, or it does not compile. */
const hookResults: Record<HookResult, true> = {
  stored: true,
  repeated: true,
  "not-found": true,
  refused: true,
  "too-large": true,
  "too-many": true,
  "not-stored": true,
};

const switchHows: readonly SwitchRecord["how"][] = ["hand", "timed", "undo", "elsewhere"];
const switchOutcomes: readonly SwitchRecord["outcome"][] = ["done", "refused", "unclear"];

const PREFIX = "sidetone_relay_";
const UNKNOWN_KIND = "unknown";
/** Seconds. A commit on a good disk takes less than a millisecond, and one second is a broken one. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const ENTRIES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

/**
 * The figures of one relay. Counting is cheap enough for every event: what it counts to is found beforehand. No label
 * names an account, an employee or a device, so that there are as many figures for one company as for thousands.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly #hooks: ReadonlyMap<string, ReadonlyMap<string, () => void>>;
  readonly #commitSeconds: Histogram;
  readonly #commitEntries: Histogram;
  readonly #deliverySeconds: Histogram;
  readonly #refused: ReadonlyMap<RefusalReason, () => void>;
  readonly #cut: ReadonlyMap<CutReason, () => void>;
  readonly #switches: ReadonlyMap<SwitchRecord["how"], ReadonlyMap<SwitchRecord["outcome"], () => void>>;
  readonly #failures: ReadonlyMap<AuthenticationPlace, () => void>;

  /** @param version the relay's */
  constructor(version: string) {
    const hooks = this.#counter("hooks_total", "Hooks received, by kind and by what became of them.", [
      "kind",
      "result",
    ]);
    this.#hooks = new Map(
      [...callEventKinds, UNKNOWN_KIND].map((kind) => [
        kind,
        children(Object.keys(hookResults), (result) => ({ kind, result }), hooks),
      ]),
    );
    this.#commitSeconds = this.#histogram(
      "commit_duration_seconds",
      "Time that a group of entries took to be written and synced.",
      SECONDS,
    );
    this.#commitEntries = this.#histogram("commit_entries", "Entries that shared one commit.", ENTRIES);
    this.#deliverySeconds = this.#histogram(
      "delivery_duration_seconds",
      "Time from a hook's receipt until it was sent to a connected client.",
      SECONDS,
    );
    const refused = this.#counter("refused_total", "Connections, requests and messages over a limit, by limit.", [
      "reason",
    ]);
    this.#refused = children(refusalReasons, (reason) => ({ reason }), refused);
    const cut = this.#counter("clients_cut_total", "Clients disconnected because they did not keep up, by reason.", [
      "reason",
    ]);
    this.#cut = children(cutReasons, (reason) => ({ reason }), cut);
    const failures = this.#counter(
      "authentication_failures_total",
      "Secrets, tokens and invitation codes that were not valid, by where they were shown.",
      ["place"],
    );
    this.#failures = children(authenticationPlaces, (place) => ({ place }), failures);
    const switches = this.#counter("call_flow_switches_total", "Switches of call flows, by how and outcome.", [
      "how",
      "outcome",
    ]);
    this.#switches = new Map(
      switchHows.map((how) => [how, children(switchOutcomes, (outcome) => ({ how, outcome }), switches)]),
    );
    this.#gauge("info", "The running version; always 1.", { version });
  }

  /** A hook was dealt with; the kind as far as it is known. */
  hook(kind: CallEventKind | undefined, result: HookResult): void {
    this.#hooks.get(kind ?? UNKNOWN_KIND)?.get(result)?.();
  }

  /** A call flow was switched, or was to be. */
  switched(how: SwitchRecord["how"], outcome: SwitchRecord["outcome"]): void {
    this.#switches.get(how)?.get(outcome)?.();
  }

  /** A group of entries was committed. */
  committed(seconds: number, entries: number): void {
    this.#commitSeconds.observe(seconds);
    this.#commitEntries.observe(entries);
  }

  /** An entry was sent to a client as it happened. */
  delivered(seconds: number): void {
    this.#deliverySeconds.observe(seconds);
  }

  /** Something was over a limit. */
  refused(reason: RefusalReason): void {
    this.#refused.get(reason)?.();
  }

  /** A client did not keep up. */
  cut(reason: CutReason): void {
    this.#cut.get(reason)?.();
  }

  /** A secret, token or code was not valid. */
  authenticationFailed(place: AuthenticationPlace): void {
    this.#failures.get(place)?.();
  }

  /** From now on these are looked at whenever the figures are asked for; to be called once. */
  watch(sources: MetricSources): void {
    this.#watched("entries_waiting", "Hooks, marks and dials that wait to be written.", () => sources.waiting());
    this.#watched("connections", "Connected clients.", () => sources.connections());
    this.#watched("client_queue_bytes", "Bytes that clients have not read yet.", () => sources.queuedBytes());
    this.#watched("consumers_lagging", "Clients that have not been sent all that is stored for them.", () =>
      [...sources.lags()].reduce((count, lag) => (lag > 0 ? count + 1 : count), 0),
    );
    this.#watched(
      "consumer_lag_entries_max",
      "Entries of its account's log by which the slowest client is behind.",
      () => {
        let most = 0;
        for (const lag of sources.lags()) most = Math.max(most, lag);
        return most;
      },
    );
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name: PREFIX + name, help, labelNames, registers: [this.registry] });
  }

  #histogram(name: string, help: string, buckets: number[]): Histogram {
    return new Histogram({ name: PREFIX + name, help, buckets, registers: [this.registry] });
  }

  #gauge(name: string, help: string, labels: Record<string, string>): void {
    const gauge = new Gauge({ name: PREFIX + name, help, labelNames: Object.keys(labels), registers: [this.registry] });
    gauge.set(labels, 1);
  }

  #watched(name: string, help: string, value: () => number): void {
    new Gauge({
      name: PREFIX + name,
      help,
      registers: [this.registry],
      collect() {
        this.set(value());
      },
    });
  }
}

/** All children of a counter, which begin at 0, so that the first of a kind shows as an increase. */
function children<Name extends string, Label extends string>(
  names: readonly Name[],
  labels: (name: Name) => Record<Label, string>,
  counter: Counter<Label>,
): ReadonlyMap<Name, () => void> {
  return new Map(
    names.map((name) => {
      const child = counter.labels(labels(name));
      child.inc(0);
      return [name, () => child.inc()];
    }),
  );
}
