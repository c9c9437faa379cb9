import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { DOCUMENT, writeSection } from "../report/document.ts";
import { describeMachine, loadAverage } from "../report/machine.ts";
import { measureSyncLatency } from "../report/sync-latency.ts";
import { DEFAULT_FOLDER, makeBenchFolder } from "./bench-folder.ts";
import { measureIdle } from "./measurements/idle.ts";
import { compareWithPrometheus } from "./measurements/prometheus.ts";
import { measureRestart, measureResume } from "./measurements/resume.ts";
import { measureSpeed, type Speed } from "./measurements/speed.ts";
import { measureStalledClient } from "./measurements/stalled-client.ts";
import { measureStoredRows } from "./measurements/stored-rows.ts";
import { requireOpenFiles } from "./open-files.ts";
import { allPeers } from "./peers/all-peers.ts";
import { fullPlan, type Plan, quickPlan } from "./plan.ts";
import { relayReport } from "./relay-report.ts";
import type { Results } from "./results.ts";
import { GeneratorClient } from "./servers/generator-client.ts";
import { canPin } from "./servers/pinned-process.ts";
import { RelayServer } from "./servers/relay-server.ts";
import { startScript } from "./servers/script-server.ts";

export const relayUsage = `npm run bench -- relay [options]

  --quick          small and short: shows that everything works, its figures say little
  --no-peers       without the other servers
  --rows N         entries stored in the full database (default 1e7; 0 leaves that part out)
  --folder PATH    where the data goes; has to be on a disk (default ${DEFAULT_FOLDER})
  --out FILE       the document to write into (default docs/benchmarks.md; "-" prints only)
  --keep           leaves the data folder for looking into it`;

const project = resolve(import.meta.dirname, "../../..");
/** Companies, among which the clients are dealt. */
const ACCOUNTS = 50;
const MESSAGE_BYTES = 330;
const SYNC_ROUNDS = 500;
/** Runs everything, one thing after the other, and writes what it found. */
export async function runRelaySuite(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      "no-peers": { type: "boolean", default: false },
      rows: { type: "string" },
      folder: { type: "string", default: DEFAULT_FOLDER },
      out: { type: "string", default: DOCUMENT },
      keep: { type: "boolean", default: false },
    },
  });
  const base = values.quick ? quickPlan : fullPlan;
  const plan: Plan = { ...base, rows: values.rows === undefined ? base.rows : Number(values.rows) };
  requireOpenFiles(Math.max(plan.idleClients, plan.clients));
  const { folder, fileSystem, remove } = makeBenchFolder(values.folder);
  if (!canPin()) say("ONE CORE OR NO taskset: server and generator take each other's time, so the figures are wrong.");
  const generator = new GeneratorClient(folder);
  try {
    const results = await measureAll({ folder, fileSystem, generator, plan, withPeers: !values["no-peers"] });
    const text = relayReport({ ...results, command: ["npm run bench -- relay", ...args].join(" ") });
    console.log(`\n${text}`);
    if (values.out !== "-") {
      writeSection(values.out, "relay", text);
      say(`Written to ${values.out}.`);
    }
  } finally {
    await generator.stop();
    if (values.keep) say(`The data is in ${folder}.`);
    else remove();
  }
}

interface Run {
  folder: string;
  fileSystem: string;
  generator: GeneratorClient;
  plan: Plan;
  withPeers: boolean;
}

async function measureAll({ folder, fileSystem, generator, plan, withPeers }: Run): Promise<Omit<Results, "command">> {
  const loadBefore = loadAverage();
  const sync = measureSyncLatency(folder, SYNC_ROUNDS);
  say(`fdatasync p50 ${sync.p50} ms, load ${loadBefore}`);
  const ceiling = await measureScript("ceiling", folder, generator, plan);
  const floor = await measureScript("floor", folder, generator, plan);

  say("relay: speed, stalled client, resume, restart");
  const relay = await RelayServer.start({ folder: join(folder, "speed"), clients: plan.clients, accounts: ACCOUNTS });
  const ofRelay = await (async () => {
    try {
      const speed = shown(await measureSpeed(relay, generator, plan));
      const agreement = await compareWithPrometheus(relay, speed.counts);
      const stalled = await measureStalledClient(relay, generator, plan);
      const resume = await measureResume(generator, plan);
      const restart = await measureRestart(relay, generator, plan);
      return { speed, agreement, stalled, resume, restart };
    } finally {
      await relay.stop();
    }
  })();

  say("idle connections");
  const idle = { clients: plan.idleClients, seconds: plan.idleSeconds };
  const bare = await startScript("floor", folder, MESSAGE_BYTES);
  const floorIdle = await measureIdle(bare, generator, idle).finally(() => bare.stop());
  const quiet = await RelayServer.start({
    folder: join(folder, "idle"),
    clients: plan.idleClients,
    accounts: ACCOUNTS,
  });
  const relayIdle = await measureIdle(quiet, generator, idle).finally(() => quiet.stop());

  const { peers, skipped } = withPeers
    ? await measurePeers(folder, generator, plan)
    : { peers: [], skipped: allPeers.map(({ name }) => ({ name, why: "--no-peers" })) };
  if (plan.rows > 0) say(`cost with 0 and with ${plan.rows} entries stored`);
  const storedRows = plan.rows > 0 ? await measureStoredRows(folder, generator, plan, ACCOUNTS) : undefined;
  return {
    date: new Date().toISOString(),
    commit: execFileSync("git", ["describe", "--always", "--dirty"], { cwd: project, encoding: "utf8" }).trim(),
    machine: describeMachine(),
    fileSystem,
    pinned: canPin(),
    loadBefore,
    sync,
    plan,
    ceiling,
    floor,
    relay: ofRelay.speed,
    agreement: ofRelay.agreement,
    floorIdle,
    relayIdle,
    resume: ofRelay.resume,
    restart: ofRelay.restart,
    stalled: ofRelay.stalled,
    storedRows,
    peers,
    skipped,
  };
}

async function measureScript(
  name: "ceiling" | "floor",
  folder: string,
  generator: GeneratorClient,
  plan: Plan,
): Promise<Speed> {
  say(name);
  const server = await startScript(name, folder, MESSAGE_BYTES);
  try {
    return shown(await measureSpeed(server, generator, plan));
  } finally {
    await server.stop();
  }
}

async function measurePeers(folder: string, generator: GeneratorClient, plan: Plan) {
  const peers: Results["peers"] = [];
  const skipped: Results["skipped"] = [];
  for (const peer of allPeers) {
    const found = peer.find();
    if ("missing" in found) {
      say(`SKIPPED ${peer.name}: not installed (${found.missing})`);
      skipped.push({ name: peer.name, why: `not installed: ${found.missing}` });
      continue;
    }
    say(`${peer.name} (${found.version})`);
    const server = await peer.start(folder, MESSAGE_BYTES);
    try {
      peers.push({ peer, version: found.version, speed: shown(await measureSpeed(server, generator, plan)) });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      say(`SKIPPED ${peer.name}: ${why}`);
      skipped.push({ name: peer.name, why });
    } finally {
      await server.stop();
    }
  }
  return { peers, skipped };
}

function shown(speed: Speed): Speed {
  const { server, steady, eventsPerSecond, cpuPer10k, counts } = speed;
  say(
    `  ${server}: p50 ${steady.delivery.p50.toFixed(2)} ms, p99 ${steady.delivery.p99.toFixed(2)} ms, ` +
      `${Math.round(eventsPerSecond)} events/s, ${cpuPer10k.toFixed(2)} CPU s per 10,000; ` +
      `in ${counts.acknowledged}, out ${counts.received}, missing ${counts.missing}, doubled ${counts.doubled}`,
  );
  return speed;
}

function say(text: string): void {
  console.log(text);
}

/** Other suites have sections of their own in the same document. */
