import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeBenchFolder } from "./bench-folder.ts";
import { compareWithPrometheus } from "./measurements/prometheus.ts";
import { requireOpenFiles } from "./open-files.ts";
import { Revoker } from "./revoker.ts";
import { GeneratorClient } from "./servers/generator-client.ts";
import { residentBytes } from "./servers/process-figures.ts";
import { RelayServer } from "./servers/relay-server.ts";
import type { SoakResult } from "./soak-result.ts";

export interface SoakOptions {
  clients: number;
  seconds: number;
  folder: string;
  say(text: string): void;
}

const ACCOUNTS = 20;
/** Each client hears of something every so many seconds. */
const SECONDS_PER_EVENT = 20;
/** One of so many clients is reconnected each second. */
const RECONNECTING = 100;
/** A slow client reads nothing for this long. Milliseconds. */
const STALLED_MS = 2_000;
const REVOKE_EVERY_MS = 3_000;
const SAMPLE_EVERY_MS = 500;
const REPORT_EVERY_MS = 30_000;
const CONNECT_AT_ONCE = 256;
/** A revocation is heard of within a second; what is in doubt is given more, since no time is asserted here. */
const DRAIN_SECONDS = 30;

/** Connected clients under mixed load: calls, reconnecting clients, slow clients, revocations. */
export async function runSoak({ clients, seconds, folder: parent, say }: SoakOptions): Promise<SoakResult> {
  const revocable = Math.ceil((seconds * 1000) / REVOKE_EVERY_MS);
  requireOpenFiles(clients + revocable);
  const { folder, remove } = makeBenchFolder(parent);
  const generator = new GeneratorClient(folder);
  const all = clients + revocable;
  try {
    const relay = await RelayServer.start({ folder: join(folder, "relay"), clients: all, accounts: ACCOUNTS });
    const revoker = new Revoker(join(folder, "relay", "data"));
    try {
      return await soak({ relay, generator, revoker, clients, all, seconds, say });
    } finally {
      revoker.close();
      await relay.stop();
    }
  } finally {
    await generator.stop();
    remove();
  }
}

interface Run {
  relay: RelayServer;
  generator: GeneratorClient;
  revoker: Revoker;
  /** Those who are called; the rest is to be revoked. */
  clients: number;
  all: number;
  seconds: number;
  say(text: string): void;
}

async function soak({ relay, generator, revoker, clients, all, seconds, say }: Run): Promise<SoakResult> {
  const connect = async (from: number, to: number) => {
    const { clients: served } = await generator.tell({
      do: "connect",
      clients: { from, to },
      atOnce: CONNECT_AT_ONCE,
      spread: false,
      untilDrained: false,
      withinSeconds: 60,
    });
    if (served < to - from) throw new Error(`The relay served ${served} of ${to - from} clients.`);
  };
  await generator.tell({ do: "aim", target: relay.target, run: "soak" });
  await connect(0, all);
  say(`${all} clients are connected.`);

  const until = performance.now() + seconds * 1000;
  const every = async (milliseconds: number, work: (round: number) => Promise<void> | void) => {
    for (let round = 0; performance.now() < until; round++) {
      const next = Math.min(until, performance.now() + milliseconds);
      await work(round);
      await sleep(Math.max(0, next - performance.now()));
    }
  };
  const done = { reconnected: 0, stalled: 0, revoked: 0 };
  const samples: number[] = [];
  const many = Math.max(1, Math.floor(clients / RECONNECTING));
  // Nobody is reconnected by two at a time: those below this come and go, those above it stall.
  const quick = Math.floor(clients * 0.75);
  const reconnect = async (from: number) => {
    const to = Math.min(quick, from + many);
    await generator.tell({ do: "disconnect", clients: { from, to } });
    await connect(from, to);
    done.reconnected += to - from;
  };
  await Promise.all([
    generator.tell({
      do: "steady",
      clients: { from: 0, to: clients },
      perSecond: clients / SECONDS_PER_EVENT,
      seconds,
      relaxed: true,
    }),
    every(1_000, (round) => reconnect((round * many) % quick)),
    every(STALLED_MS, async (round) => {
      const client = quick + ((round * 7) % (clients - quick));
      await generator.tell({ do: "stall", client });
      done.stalled++;
      await sleep(STALLED_MS);
      await generator.tell({ do: "disconnect", clients: { from: client, to: client + 1 } });
      await connect(client, client + 1);
    }),
    every(REVOKE_EVERY_MS, async (round) => {
      const client = clients + round;
      if (client >= all) return;
      const account = relay.target.accounts[client % relay.target.accounts.length];
      if (account === undefined) return;
      await revoker.revoke(account.id, client);
      done.revoked++;
    }),
    every(SAMPLE_EVERY_MS, () => {
      samples.push(residentBytes(relay.pids()));
    }),
    every(REPORT_EVERY_MS, async () => {
      const { acknowledged, received } = await generator.tell({ do: "counts" });
      say(`in ${acknowledged}, out ${received}, ${Math.round((samples.at(-1) ?? 0) / 1e6)} MB`);
    }),
  ]);
  const counts = await settled(generator, done.revoked);
  const quarter = Math.floor(samples.length / 4);
  return {
    counts,
    ...done,
    residentEarly: median(samples.slice(quarter, 2 * quarter)),
    residentLate: median(samples.slice(3 * quarter)),
    residentMost: Math.max(...samples),
    agreement: (await compareWithPrometheus(relay, counts))?.filter(
      // What a reconnecting client missed was replayed, so it is not among what was sent as it happened.
      ({ figure }) => figure !== "messages sent as they happened",
    ),
  };
}

/** Everything has come, and whoever was revoked has been sent away. */
async function settled(generator: GeneratorClient, revoked: number) {
  const deadline = performance.now() + DRAIN_SECONDS * 1000;
  for (;;) {
    const counts = await generator.tell({ do: "drain", withinSeconds: DRAIN_SECONDS });
    if ((counts.closed["4200"] ?? 0) >= revoked || performance.now() > deadline) return counts;
    await sleep(50);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
