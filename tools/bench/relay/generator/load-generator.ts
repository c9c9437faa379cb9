import { Histogram } from "../../report/histogram.ts";
import { callKinds, callStep } from "./call-step.ts";
import { ClientSet } from "./client-set.ts";
import type { Answers, Command, Counts, Published } from "./commands.ts";
import type { Driver } from "./drivers/driver.ts";
import { makeDriver } from "./drivers/make-driver.ts";
import { EventLedger, Phase } from "./event-ledger.ts";

interface Aim {
  driver: Driver;
  clients: ClientSet;
  run: string;
  /** How many hooks each client was sent. */
  steps: number[];
}

/** Loads one server and counts what goes in and what comes out. */
export class LoadGenerator {
  readonly #ledger = new EventLedger();
  #aim: Aim | undefined;

  async carryOut(command: Command): Promise<Answers[keyof Answers]> {
    switch (command.do) {
      case "aim": {
        this.#aim?.clients.disconnect(0, Number.MAX_SAFE_INTEGER);
        this.#aim?.driver.close();
        this.#ledger.forget();
        const driver = makeDriver(command.target);
        this.#aim = { driver, clients: new ClientSet(driver, this.#ledger), run: command.run, steps: [] };
        return null;
      }
      case "connect":
        return await this.#target().clients.connect({ ...command, ...command.clients });
      case "disconnect":
        this.#target().clients.disconnect(command.clients.from, command.clients.to);
        return null;
      case "mix":
        await this.#mix(command);
        return null;
      case "steady":
        return await this.#steady(command);
      case "saturate":
        return await this.#saturate(command);
      case "drain":
        await this.#ledger.drained(command.withinSeconds * 1000);
        return this.#counts();
      case "stall": {
        const subscriber = this.#target().clients.subscriber(command.client);
        subscriber.stall();
        return { localPort: subscriber.localPort ?? 0 };
      }
      case "counts":
        return this.#counts();
      case "forget":
        this.#ledger.forget();
        return null;
    }
  }

  async #mix({ clients: { from, to }, inFlight }: Extract<Command, { do: "mix" }>): Promise<void> {
    const phase = new Phase();
    let next = from;
    const worker = async () => {
      while (next < to) {
        const client = next++;
        for (let hook = 0; hook < client % callKinds.length; hook++) {
          await this.#publish(phase, client, performance.now(), 0);
        }
      }
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
  }

  async #steady(command: Extract<Command, { do: "steady" }>): Promise<Published> {
    const { clients, perSecond, seconds, relaxed = false } = command;
    const phase = new Phase();
    const lateness = new Histogram();
    const nextClient = inTurn(clients);
    const total = Math.round(perSecond * seconds);
    const outstanding = new Set<Promise<void>>();
    let sent = 0;
    await new Promise<void>((resolve) => {
      // A busy loop between two hooks: timers are late by more than what is measured.
      const turn = () => {
        const now = performance.now();
        for (let due = dueAt(sent); sent < total && due <= now; due = dueAt(sent)) {
          lateness.add(now - due);
          const publishing = this.#publish(phase, nextClient(), due, 0).finally(() => outstanding.delete(publishing));
          outstanding.add(publishing);
          sent++;
        }
        if (sent >= total) resolve();
        else if (relaxed) setTimeout(turn, 1);
        else setImmediate(turn);
      };
      const dueAt = (hook: number) => phase.begun + (hook * 1000) / perSecond;
      turn();
    });
    await Promise.all(outstanding);
    await this.#ledger.drained(2_000);
    return published(phase, lateness);
  }

  async #saturate(command: Extract<Command, { do: "saturate" }>): Promise<Published> {
    const { clients, inFlight, seconds, perClient, extraBytes = 0 } = command;
    const phase = new Phase();
    const nextClient = inTurn(clients);
    const count = clients.to - clients.from;
    let left = perClient === undefined ? Number.MAX_SAFE_INTEGER : perClient * count;
    const until = phase.begun + (seconds ?? Number.MAX_SAFE_INTEGER) * 1000;
    const worker = async () => {
      while (left > 0 && performance.now() < until) {
        left--;
        await this.#publish(phase, nextClient(), performance.now(), extraBytes);
      }
    };
    // A client's hooks go one after the other, as those of one call do.
    await Promise.all(Array.from({ length: Math.min(inFlight, count) }, worker));
    return published(phase, new Histogram());
  }

  #publish(phase: Phase, client: number, at: number, extraBytes: number): Promise<void> {
    const { driver, run, steps } = this.#target();
    const step = callStep(run, client, steps[client] ?? 0);
    steps[client] = step.step + 1;
    this.#ledger.send(phase, step, at);
    return new Promise((resolve) => {
      driver.publish(
        step,
        (ok) => {
          this.#ledger.answered(phase, step, ok, performance.now());
          resolve();
        },
        extraBytes,
      );
    });
  }

  #counts(): Counts {
    const { sent, acknowledged, refused, received, doubled, missing, outOfOrder, bytes } = this.#ledger;
    const { clients } = this.#target();
    return {
      sent,
      acknowledged,
      refused,
      received,
      doubled,
      missing,
      outOfOrder,
      connected: clients.connected,
      closed: { ...clients.closed },
      messageBytes: received === 0 ? 0 : Math.round(bytes / received),
    };
  }

  #target(): Aim {
    if (this.#aim === undefined) throw new Error('The generator was told nothing to load: "aim" first.');
    return this.#aim;
  }
}

/** One client after the other, and from the beginning again. */
function inTurn({ from, to }: { from: number; to: number }): () => number {
  let turn = 0;
  return () => from + (turn++ % (to - from));
}

function published({ sent, acknowledged, refused, begun, delivery, answer }: Phase, lateness: Histogram): Published {
  return {
    sent,
    acknowledged,
    refused,
    seconds: (performance.now() - begun) / 1000,
    delivery: delivery.latency(),
    answer: answer.latency(),
    lateness: lateness.latency(),
  };
}
