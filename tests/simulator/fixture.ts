import { afterEach } from "vitest";
import type { Company } from "../../tools/simulator/company/company.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../tools/simulator/simulator.ts";
import { HookReceiver } from "./hook-receiver.ts";

/** Monday 23 November 2026, 10:00 in Copenhagen. */
export const T0 = Date.UTC(2026, 10, 23, 9, 0, 0);

/** A clock that waiting moves, so that a scenario of a minute takes no time and has the times of a minute. */
class TestClock {
  time = T0;
  readonly now = (): number => this.time;
  readonly wait = async (ms: number): Promise<void> => {
    this.time += ms;
  };
}

export interface Fixture {
  readonly simulator: Simulator;
  readonly receiver: HookReceiver;
  readonly clock: TestClock;
}

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

/** A simulator whose hooks go to a receiver; both end with the test. */
export async function startFixture(options: SimulatorOptions = {}): Promise<Fixture> {
  const clock = new TestClock();
  const receiver = await new HookReceiver().listen();
  open.push(receiver);
  const simulator = await startSimulator({ now: clock.now, wait: clock.wait, hookUrls: receiver.urls, ...options });
  open.push(simulator);
  return { simulator, receiver, clock };
}

/** `account=…&hash=…` of the company. */
export function credentials({ accountId, hash }: Company): string {
  return new URLSearchParams({ account: accountId, hash }).toString();
}

/** Waits until a condition is true; the test fails by name when it is not within 5 s. */
export async function until(name: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`It never came about that ${name}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
