import { setTimeout as sleep } from "node:timers/promises";
import type { BenchServer } from "../servers/bench-server.ts";
import type { GeneratorClient } from "../servers/generator-client.ts";
import { cpuSeconds, residentBytes } from "../servers/process-figures.ts";
import { CONNECT_AT_ONCE } from "./speed.ts";

/** What connections cost that only wait. */
export interface Idle {
  clients: number;
  connectSeconds: number;
  /** Bytes, before the first connection. */
  base: number;
  /** Bytes, with all of them. */
  resident: number;
  /** Of one core, while heartbeats go their round. */
  cpuPercent: number;
}

/** Memory is looked at when the dust of connecting has settled. Milliseconds. */
const SETTLE_MS = 3_000;

/** Of a server that has just been started. */
export async function measureIdle(
  server: BenchServer,
  generator: GeneratorClient,
  options: { clients: number; seconds: number },
): Promise<Idle> {
  const { clients, seconds } = options;
  await sleep(SETTLE_MS);
  const base = residentBytes(server.pids());
  await generator.tell({ do: "aim", target: server.target, run: "i" });
  const connected = await generator.tell({
    do: "connect",
    clients: { from: 0, to: clients },
    atOnce: CONNECT_AT_ONCE,
    spread: false,
    untilDrained: false,
    withinSeconds: 120,
  });
  if (connected.clients < clients) throw new Error(`${server.name} served ${connected.clients} of ${clients} clients.`);
  await sleep(SETTLE_MS);
  const before = cpuSeconds(server.pids());
  const begun = performance.now();
  await sleep(seconds * 1000);
  const cpu = cpuSeconds(server.pids()) - before;
  return {
    clients,
    connectSeconds: connected.seconds,
    base,
    resident: residentBytes(server.pids()),
    cpuPercent: (cpu / ((performance.now() - begun) / 1000)) * 100,
  };
}
