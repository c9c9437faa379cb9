import { Histogram } from "../../report/histogram.ts";
import { callKinds, callStep } from "./call-step.ts";
import { ClientSet } from "./client-set.ts";
import type { Answers, Command, Counts, Published } from "./commands.ts";
import type { Driver } from "./drivers/driver.ts";
import { makeDriver } from "./drivers/make-driver.ts";
import { EventLedger } from "./event-ledger.ts";

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
  #turn = 0;

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
    let next = from;
    const worker = async () => {
      while (next < to) {
        const client = next++;
        for (let hook = 0; hook < client % callKinds.length; hook++) await this.#publish(client, performance.now());
      }
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
  }

  /** Waits in a busy loop between two hooks: timers are late by more than what is measured. */
  async #steady({ clients, perSecond, seconds }: Extract<Command, { do: "steady" }>): Promise<Published> {
    const phase = this.#beginPhase();
    const lateness = new Histogram();
    const total = Math.round(perSecond * seconds);
    const begun = performance.now();
    const outstanding: Promise<void>[] = [];
    let sent = 0;
    await new Promise<void>((resolve) => {
      const turn = () => {
        const now = performance.now();
        while (sent < total && begun + (sent * 1000) / perSecond <= now) {
          const intended = begun + (sent * 1000) / perSecond;
          lateness.add(now - intended);
          outstanding.push(this.#publish(this.#nextClient(clients), intended));
          sent++;
        }
        if (sent < total) setImmediate(turn);
        else resolve();
      };
      turn();
    });
    await Promise.all(outstanding);
    await this.#ledger.drained(5_000);
    return phase.end(lateness);
  }

  async #saturate(command: Extract<Command, { do: "saturate" }>): Promise<Published> {
    const { clients, inFlight, seconds, perClient } = command;
    const phase = this.#beginPhase();
    const count = clients.to - clients.from;
    let left = perClient === undefined ? Number.MAX_SAFE_INTEGER : perClient * count;
    const until = performance.now() + (seconds ?? Number.MAX_SAFE_INTEGER) * 1000;
    const worker = async () => {
      while (left > 0 && performance.now() < until) {
        left--;
        await this.#publish(this.#nextClient(clients), performance.now());
      }
    };
    // A client's hooks go one after the other, as those of one call do.
    await Promise.all(Array.from({ length: Math.min(inFlight, count) }, worker));
    return phase.end(new Histogram());
  }

  #publish(client: number, at: number): Promise<void> {
    const { driver, run, steps } = this.#target();
    const step = callStep(run, client, steps[client] ?? 0);
    steps[client] = step.step + 1;
    this.#ledger.send(step, at);
    return new Promise((resolve) => {
      driver.publish(step, (ok) => {
        this.#ledger.answered(step, ok, performance.now());
        resolve();
      });
    });
  }

  #nextClient({ from, to }: { from: number; to: number }): number {
    return from + (this.#turn++ % (to - from));
  }

  #beginPhase(): { end(lateness: Histogram): Published } {
    const ledger = this.#ledger;
    ledger.beginPhase();
    const before = { sent: ledger.sent, acknowledged: ledger.acknowledged, refused: ledger.refused };
    const begun = performance.now();
    return {
      end: (lateness) => ({
        sent: ledger.sent - before.sent,
        acknowledged: ledger.acknowledged - before.acknowledged,
        refused: ledger.refused - before.refused,
        seconds: (performance.now() - begun) / 1000,
        delivery: ledger.delivery.latency(),
        answer: ledger.answer.latency(),
        lateness: lateness.latency(),
      }),
    };
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
