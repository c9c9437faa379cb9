import { Histogram } from "../../report/histogram.ts";
import type { CallStep } from "./call-step.ts";

interface Sent {
  step: CallStep;
  /** When it was to be sent, milliseconds. */
  at: number;
  acknowledged: boolean;
  received: boolean;
}

/** What was sent, and what came of it: in and out are counted here and nowhere else. */
export class EventLedger {
  readonly #open = new Map<string, Sent>();
  /** The newest step that each client heard of. */
  readonly #heard: number[] = [];
  #onDrained: (() => void) | undefined;
  delivery = new Histogram();
  answer = new Histogram();
  sent = 0;
  acknowledged = 0;
  refused = 0;
  received = 0;
  doubled = 0;
  outOfOrder = 0;
  /** Acknowledged, and not received. */
  missing = 0;
  bytes = 0;

  /** @param at when it was to be sent, whether or not the generator was in time */
  send(step: CallStep, at: number): void {
    this.sent++;
    this.#open.set(step.key, { step, at, acknowledged: false, received: false });
  }

  answered(step: CallStep, ok: boolean, now: number): void {
    const entry = this.#open.get(step.key);
    if (ok) this.acknowledged++;
    else this.refused++;
    if (entry === undefined || !ok) return;
    entry.acknowledged = true;
    this.answer.add(now - entry.at);
    if (entry.received) this.#open.delete(step.key);
    else this.missing++;
  }

  heard(key: string, bytes: number, now: number): void {
    this.received++;
    this.bytes += bytes;
    const entry = this.#open.get(key);
    if (entry === undefined || entry.received) {
      this.doubled++;
      return;
    }
    this.delivery.add(now - entry.at);
    const { client, step } = entry.step;
    if (step <= (this.#heard[client] ?? -1)) this.outOfOrder++;
    else this.#heard[client] = step;
    entry.received = true;
    if (!entry.acknowledged) return;
    this.#open.delete(key);
    this.missing--;
    if (this.missing === 0) this.#onDrained?.();
  }

  /** Begins new histograms; the counts go on. */
  beginPhase(): void {
    this.delivery = new Histogram();
    this.answer = new Histogram();
  }

  /** Begins to count anew. */
  forget(): void {
    this.#open.clear();
    this.#heard.length = 0;
    this.sent = 0;
    this.acknowledged = 0;
    this.refused = 0;
    this.received = 0;
    this.bytes = 0;
    this.doubled = 0;
    this.outOfOrder = 0;
    this.missing = 0;
    this.beginPhase();
  }

  /** Resolves when nothing is missing, or the time is over: false. */
  drained(withinMs: number): Promise<boolean> {
    if (this.missing === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (drained: boolean) => {
        this.#onDrained = undefined;
        clearTimeout(timer);
        resolve(drained);
      };
      const timer = setTimeout(() => end(false), withinMs);
      this.#onDrained = () => end(true);
    });
  }
}
