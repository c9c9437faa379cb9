import type { Counts, Published } from "../generator/commands.ts";
import type { Plan } from "../plan.ts";
import type { BenchServer } from "../servers/bench-server.ts";
import type { GeneratorClient } from "../servers/generator-client.ts";
import { cpuSeconds, residentBytes } from "../servers/process-figures.ts";

/** What every server is measured by: one hook in, one message out. */
export interface Speed {
  server: string;
  /** Until all clients were served. */
  connectSeconds: number;
  steady: Published;
  /** The median round. */
  eventsPerSecond: number;
  saturated: Published;
  /** CPU seconds of the server for 10,000 events at saturation. */
  cpuPer10k: number;
  /** The generator's CPU for as many: it must be far below the server's, or it is itself what is measured. */
  generatorCpuPer10k: number;
  /** Bytes. */
  resident: number;
  counts: Counts;
}

export const CONNECT_AT_ONCE = 256;

/** Of a server that runs; its clients are connected here, and left connected. */
export async function measureSpeed(
  server: BenchServer,
  generator: GeneratorClient,
  plan: Plan,
  run = "s",
): Promise<Speed> {
  const clients = { from: 0, to: plan.clients };
  const { inFlight } = plan;
  await generator.tell({ do: "aim", target: server.target, run });
  const connected = await generator.tell({
    do: "connect",
    clients,
    atOnce: CONNECT_AT_ONCE,
    spread: false,
    untilDrained: false,
    withinSeconds: 120,
  });
  if (connected.clients < plan.clients) {
    throw new Error(`${server.name} served ${connected.clients} of ${plan.clients} clients.`);
  }
  await generator.tell({ do: "mix", clients, inFlight });
  await generator.tell({ do: "saturate", clients, inFlight, seconds: plan.warmUpSeconds });
  await generator.tell({ do: "drain", withinSeconds: 20 });
  const steady = await generator.tell({
    do: "steady",
    clients,
    perSecond: plan.perSecond,
    seconds: plan.steadySeconds,
  });
  const rounds: { published: Published; cpuPer10k: number; generatorCpuPer10k: number }[] = [];
  for (let round = 0; round < plan.rounds; round++) rounds.push(await saturate(server, generator, plan));
  rounds.sort((a, b) => rate(a.published) - rate(b.published));
  const median = rounds[Math.floor(rounds.length / 2)];
  if (median === undefined) throw new Error("A plan has at least one round.");
  return {
    server: server.name,
    connectSeconds: connected.seconds,
    steady,
    eventsPerSecond: rate(median.published),
    saturated: median.published,
    cpuPer10k: median.cpuPer10k,
    generatorCpuPer10k: median.generatorCpuPer10k,
    resident: residentBytes(server.pids()),
    counts: await generator.tell({ do: "drain", withinSeconds: 20 }),
  };
}

/** Every event counts when the server has acknowledged it; its CPU until the last message had come. */
async function saturate(server: BenchServer, generator: GeneratorClient, plan: Plan) {
  const clients = { from: 0, to: plan.clients };
  const before = cpuSeconds(server.pids());
  const generatorBefore = cpuSeconds([generator.pid]);
  const published = await generator.tell({
    do: "saturate",
    clients,
    inFlight: plan.inFlight,
    seconds: plan.saturateSeconds,
  });
  await generator.tell({ do: "drain", withinSeconds: 20 });
  const per10k = 10_000 / Math.max(1, published.acknowledged);
  return {
    published,
    cpuPer10k: (cpuSeconds(server.pids()) - before) * per10k,
    generatorCpuPer10k: (cpuSeconds([generator.pid]) - generatorBefore) * per10k,
  };
}

function rate({ acknowledged, seconds }: Published): number {
  return acknowledged / seconds;
}
