import { Histogram } from "../../report/histogram.ts";
import type { CallStep } from "./call-step.ts";

/** What belongs together: the hooks of one command. */
export class Phase {
  readonly delivery = new Histogram();
  readonly answer = new Histogram();
  readonly begun = performance.now();
  sent = 0;
  acknowledged = 0;
  refused = 0;
}

interface Sent {
  step: CallStep;
  /** When it was to be sent, milliseconds. */
  at: number;
  phase: Phase;
  acknowledged: boolean;
  received: boolean;
}

/** What was sent, and what came of it: in and out are counted here and nowhere else. */
export class EventLedger {
  readonly #open = new Map<string, Sent>();
  /** The newest step that each client heard of. */
  readonly #heard: number[] = [];
  readonly #waiting = new Set<() => void>();
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
  send(phase: Phase, step: CallStep, at: number): void {
    this.sent++;
    phase.sent++;
    this.#open.set(step.key, { step, at, phase, acknowledged: false, received: false });
  }

  answered(phase: Phase, step: CallStep, ok: boolean, now: number): void {
    const entry = this.#open.get(step.key);
    if (ok) {
      this.acknowledged++;
      phase.acknowledged++;
    } else {
      this.refused++;
      phase.refused++;
    }
    if (entry === undefined || !ok) return;
    entry.acknowledged = true;
    phase.answer.add(now - entry.at);
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
    entry.phase.delivery.add(now - entry.at);
    const { client, step } = entry.step;
    if (step <= (this.#heard[client] ?? -1)) this.outOfOrder++;
    else this.#heard[client] = step;
    entry.received = true;
    if (!entry.acknowledged) return;
    this.#open.delete(key);
    this.missing--;
    if (this.missing > 0) return;
    for (const drained of this.#waiting) drained();
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
  }

  /** Resolves when nothing is missing, or the time is over: false. */
  drained(withinMs: number): Promise<boolean> {
    if (this.missing === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (isDrained: boolean) => {
        this.#waiting.delete(drained);
        clearTimeout(timer);
        resolve(isDrained);
      };
      const drained = () => end(true);
      const timer = setTimeout(() => end(false), withinMs);
      this.#waiting.add(drained);
    });
  }
}
