import { setTimeout as sleep } from "node:timers/promises";
import type { Latency } from "../../report/histogram.ts";
import type { Plan } from "../plan.ts";
import type { GeneratorClient } from "../servers/generator-client.ts";
import { isServedConnection, residentBytes } from "../servers/process-figures.ts";
import type { RelayServer } from "../servers/relay-server.ts";

/** A client that stops reading while much is sent to it, beside healthy ones. */
export interface StalledClient {
  /** The same load, while that client reads. */
  healthyBefore: Latency;
  healthyMeanwhile: Latency;
  /** From its last read until the relay cut it; undefined where it did not. */
  cutAfterSeconds: number | undefined;
  /** Bytes by which the relay grew at most, over the same load without it. */
  grewBy: number;
  /** What the client had missed and got when it came back; nothing may be missing then. */
  missing: number;
}

/** Bytes: the system buffers up to 32 MB for a client that does not read, which takes some seconds with events this large. */
export const LARGE_EVENT = 12_000;
const LOOK_EVERY_MS = 50;
const BUSY = { from: 0, to: 1 };

/** Of a relay whose clients are connected. Client 0 is the one that stalls. */
export async function measureStalledClient(
  relay: RelayServer,
  generator: GeneratorClient,
  plan: Plan,
): Promise<StalledClient> {
  await generator.tell({ do: "forget" });
  const before = await load(relay, generator, plan, () => true);
  const begun = performance.now();
  const { localPort } = await generator.tell({ do: "stall", client: 0 });
  let cutAfterSeconds: number | undefined;
  const meanwhile = await load(relay, generator, plan, () => {
    if (!isServedConnection(relay.target.port, localPort)) cutAfterSeconds ??= (performance.now() - begun) / 1000;
  });
  await generator.tell({ do: "disconnect", clients: BUSY });
  const back = await generator.tell({
    do: "connect",
    clients: BUSY,
    atOnce: 1,
    spread: false,
    untilDrained: true,
    withinSeconds: 90,
  });
  return {
    healthyBefore: before.latency,
    healthyMeanwhile: meanwhile.latency,
    cutAfterSeconds,
    grewBy: meanwhile.most - before.most,
    missing: back.missing,
  };
}

/** Large events to one client as fast as they are stored, and the steady load to all others. */
async function load(relay: RelayServer, generator: GeneratorClient, plan: Plan, look: () => void) {
  let most = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, residentBytes(relay.pids()));
      look();
      await sleep(LOOK_EVERY_MS);
    }
  })();
  const seconds = plan.stalledSeconds;
  const [healthy] = await Promise.all([
    generator.tell({ do: "steady", clients: { from: 1, to: plan.clients }, perSecond: plan.perSecond, seconds }),
    generator.tell({ do: "saturate", clients: BUSY, inFlight: 2, seconds, extraBytes: LARGE_EVENT }),
  ]);
  isOver = true;
  await watching;
  return { latency: healthy.delivery, most };
}
