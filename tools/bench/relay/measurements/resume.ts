import type { Plan } from "../plan.ts";
import type { GeneratorClient } from "../servers/generator-client.ts";
import type { RelayServer } from "../servers/relay-server.ts";
import { CONNECT_AT_ONCE } from "./speed.ts";

/** What was sent, and what came of it. */
export interface Account {
  /** Hooks that were not answered 200. */
  refused: number;
  /** Clients that the server did not serve in the end. */
  unserved: number;
  /** Connections that the server closed, by code. */
  closed: Record<string, number>;
  /** Events that did not come, or came twice, or out of order. */
  missing: number;
  doubled: number;
  outOfOrder: number;
}

/** Clients that come back for what they missed. */
export interface Resume extends Account {
  /** One client; from its connecting until the last event had come, milliseconds, the median and the worst. */
  oneMs: number;
  oneWorstMs: number;
  oneEvents: number;
  /** All at once, without the spread that the relay asks for. */
  allSeconds: number;
  allClients: number;
  allEvents: number;
}

const WITHIN_SECONDS = 60;

/** Of a relay whose clients are connected. */
export async function measureResume(generator: GeneratorClient, plan: Plan): Promise<Resume> {
  const one: number[] = [];
  const alone = { from: 0, to: 1 };
  await generator.tell({ do: "forget" });
  for (let round = 0; round < plan.resumeRounds; round++) {
    one.push((await comeBack(generator, alone, plan.resumeEvents, plan.inFlight)) * 1000);
  }
  one.sort((a, b) => a - b);
  const all = { from: 0, to: plan.clients };
  const allSeconds = await comeBack(generator, all, plan.resumeAllEvents, plan.inFlight);
  return {
    oneMs: one[Math.floor(one.length / 2)] ?? 0,
    oneWorstMs: one.at(-1) ?? 0,
    oneEvents: plan.resumeEvents,
    allSeconds,
    allClients: plan.clients,
    allEvents: plan.resumeAllEvents,
    ...(await accountOf(generator, plan)),
  };
}

async function comeBack(
  generator: GeneratorClient,
  clients: { from: number; to: number },
  events: number,
  inFlight: number,
): Promise<number> {
  await generator.tell({ do: "disconnect", clients });
  await generator.tell({ do: "saturate", clients, inFlight, perClient: events });
  const connected = await generator.tell({
    do: "connect",
    clients,
    atOnce: CONNECT_AT_ONCE,
    spread: false,
    untilDrained: true,
    withinSeconds: WITHIN_SECONDS,
  });
  return connected.drainedSeconds;
}

/** The relay is killed, and everybody comes back for what he missed before. */
export interface Restart extends Account {
  clients: number;
  events: number;
  /** From the start of the process until it accepted connections. */
  startMs: number;
  /** From then until the last client had its last event; clients spread themselves as they were told. */
  exactSeconds: number;
  retries: number;
}

/** Of a relay whose clients are connected. */
export async function measureRestart(relay: RelayServer, generator: GeneratorClient, plan: Plan): Promise<Restart> {
  const clients = { from: 0, to: plan.clients };
  await generator.tell({ do: "forget" });
  await generator.tell({ do: "disconnect", clients });
  await generator.tell({ do: "saturate", clients, inFlight: plan.inFlight, perClient: plan.restartEvents });
  await relay.kill();
  const startMs = await relay.startAgain();
  const connected = await generator.tell({
    do: "connect",
    clients,
    atOnce: plan.clients,
    spread: true,
    untilDrained: true,
    withinSeconds: WITHIN_SECONDS,
  });
  return {
    clients: plan.clients,
    events: plan.restartEvents,
    startMs,
    exactSeconds: connected.drainedSeconds,
    retries: connected.retries,
    ...(await accountOf(generator, plan)),
  };
}

async function accountOf(generator: GeneratorClient, plan: Plan): Promise<Account> {
  const { refused, connected, closed, missing, doubled, outOfOrder } = await generator.tell({ do: "counts" });
  return { refused, unserved: plan.clients - connected, closed, missing, doubled, outOfOrder };
}
