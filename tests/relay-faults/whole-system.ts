import { expect } from "vitest";
import { HookSender, type SentHook } from "./hook-sender.ts";
import { RelayUnderTest, type RelayUnderTestOptions } from "./relay-under-test.ts";
import { ResumingClient } from "./resuming-client.ts";

const EMPLOYEES = ["202", "203", "204"];

/** A PBX that plays calls, a relay as a process, and a client for each employee. */
export class WholeSystem {
  readonly relay: RelayUnderTest;
  readonly sender: HookSender;
  readonly clients: ReadonlyMap<string, ResumingClient>;

  private constructor(relay: RelayUnderTest, sender: HookSender, clients: ReadonlyMap<string, ResumingClient>) {
    this.relay = relay;
    this.sender = sender;
    this.clients = clients;
  }

  /** @param ways where clients connect and hooks are sent, where that is not the relay itself */
  static async start(
    options: RelayUnderTestOptions = {},
    ways: (relay: RelayUnderTest) => Promise<{ clients?: string; hooks?: string }> = async () => ({}),
  ): Promise<WholeSystem> {
    const relay = await RelayUnderTest.start(options);
    const { clients: clientUrl = relay.url, hooks: hookUrl = relay.url } = await ways(relay);
    const clients = new Map<string, ResumingClient>();
    for (const employee of EMPLOYEES) {
      const token = await relay.pair(employee);
      clients.set(employee, new ResumingClient(clientUrl, token));
    }
    const sender = new HookSender(hookUrl, EMPLOYEES);
    const system = new WholeSystem(relay, sender, clients);
    await eventually("every client is connected", () => [...clients.values()].every(({ connected }) => connected));
    return system;
  }

  /** Hooks are answered again; a PBX whose hooks are not, for long, sends them as if they were new. */
  async underWay(): Promise<void> {
    const { acknowledged } = this.sender;
    const before = acknowledged.length;
    await eventually("hooks are answered", () => acknowledged.length >= before + 2 * EMPLOYEES.length);
  }

  /** Every hook that was answered 200 is on its employee's disk, once, and nothing else is. */
  async settle(withinMs = 15_000): Promise<void> {
    await eventually("what went in has come out", () => this.#discrepancies().length === 0, withinMs).catch(() => {});
    expect(this.#discrepancies()).toEqual([]);
    const told = [...this.clients.values()].reduce((sum, { stored }) => sum + stored.size, 0);
    expect(told).toBe(this.sender.acknowledged.length);
  }

  /** The same of what the relay has kept, as clients that have nothing yet are given it. */
  async settleFromTheBeginning(withinMs = 15_000): Promise<void> {
    const fresh = new Map([...this.clients].map(([employee, client]) => [employee, client.fromTheBeginning()]));
    const wrong = () => discrepancies(fresh, this.sender.acknowledged);
    await eventually("the relay has given all that it has", () => wrong().length === 0, withinMs).catch(() => {});
    expect(wrong()).toEqual([]);
    for (const client of fresh.values()) client.close();
  }

  #discrepancies(): string[] {
    return discrepancies(this.clients, this.sender.acknowledged);
  }
}

function discrepancies(clients: ReadonlyMap<string, ResumingClient>, hooks: readonly SentHook[]): string[] {
  return [...clients].flatMap(([employee, client]) => client.discrepancies(employee, hooks));
}

/** Waits for a named condition. */
export async function eventually(
  what: string,
  condition: () => boolean | Promise<boolean>,
  withinMs = 15_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
