import { figure, markdownTable } from "../report/markdown.ts";
import type { Account } from "./measurements/resume.ts";
import type { Speed } from "./measurements/speed.ts";
import { LARGE_EVENT } from "./measurements/stalled-client.ts";
import { fullPlan } from "./plan.ts";
import type { Results } from "./results.ts";

const MEGA = 1e6;
const KILO = 1e3;
/** What "within seconds" and "independent of the number of events stored" are taken to mean. */
const CUT_WITHIN_SECONDS = 10;
const SAME_COST = 1.1;
/** Load average above which somebody else takes time. */
const QUIET_LOAD = 0.5;

/** The relay's part of the document. */
export function relayReport(results: Results): string {
  return [
    "## Relay",
    aboutTheRun(results),
    "### Against the targets",
    `“Within seconds” for a stalled client is read as ${CUT_WITHIN_SECONDS} s, with ${LARGE_EVENT} bytes in each of its events; “independent of the number of events” as ${SAME_COST} times the CPU. Saturation is to reach 80 % of the floor.`,
    targets(results),
    "### Beside other servers",
    "The same generator, events of the same size, as many clients, each on its own. “Relay ÷ it” is events per second.",
    servers(results),
    whatTheyLack(results),
    "### Further figures",
    further(results),
    "### Counted by both",
    agreement(results),
  ].join("\n\n");
}

function aboutTheRun(results: Results): string {
  const { machine, plan, sync } = results;
  const isSmall = plan.clients < fullPlan.clients || plan.rounds < fullPlan.rounds;
  const lines = [
    ...(isSmall ? ["**A quick run: it shows that everything works, and its figures say little.**", ""] : []),
    ...(results.loadBefore > QUIET_LOAD
      ? ["**The machine was busy with other work: the figures are noise.**", ""]
      : []),
    `Written by \`${results.command}\` on ${results.date.slice(0, 16).replace("T", " ")} UTC, commit ${results.commit}.`,
    "",
    `- Machine: ${machine.processor}, ${machine.cores} cores, ${machine.memory} GiB; ${machine.system}, Linux ${machine.kernel}; Node ${machine.node}. Load before the run: ${results.loadBefore}.`,
    `- Disk: ${results.fileSystem}; \`fdatasync\` after 4 KiB: p50 ${figure(sync.p50)} ms, p99 ${figure(sync.p99)} ms.`,
    `- ${results.pinned ? "Server pinned to core 0 with all its threads and helper processes, generator to core 1." : "**Not pinned: one core, or no taskset. The figures are wrong.**"}`,
    `- ${plan.clients} clients; steady: ${plan.perSecond} events/s for ${plan.steadySeconds} s, open loop, timed from when each hook was due; saturation: ${plan.inFlight} in flight, the median of ${plan.rounds} × ${plan.saturateSeconds} s. An event is ${results.relay.counts.messageBytes} bytes as the relay sends it.`,
    `- Ceiling: bare sockets and canned answers, which is as much as the generator can do. Floor: \`node:http\` and \`ws\`, nothing stored, nothing checked.`,
  ];
  return lines.join("\n");
}

interface TargetRow {
  what: string;
  value: number;
  unit: string;
  /** At most, or at least where it begins with ≥. */
  target: number;
  atLeast?: boolean;
  floor?: number;
}

function targets(results: Results): string {
  const { relay, floor, relayIdle, floorIdle, resume, restart, stalled, storedRows } = results;
  const rows: TargetRow[] = [
    {
      what: "Hook sent → message received, p50",
      value: relay.steady.delivery.p50,
      unit: "ms",
      target: 1,
      floor: floor.steady.delivery.p50,
    },
    {
      what: "Hook sent → message received, p99",
      value: relay.steady.delivery.p99,
      unit: "ms",
      target: 5,
      floor: floor.steady.delivery.p99,
    },
    {
      what: "Saturation",
      value: relay.eventsPerSecond,
      unit: "events/s",
      target: 0.8 * floor.eventsPerSecond,
      atLeast: true,
      floor: floor.eventsPerSecond,
    },
    {
      what: "CPU at saturation, 10,000 events",
      value: relay.cpuPer10k,
      unit: "s",
      target: 1.5,
      floor: floor.cpuPer10k,
    },
    {
      what: "Memory of an idle connection over its server's base",
      value: (relayIdle.resident - relayIdle.base) / relayIdle.clients / KILO,
      unit: "kB",
      target: 14,
      floor: (floorIdle.resident - floorIdle.base) / floorIdle.clients / KILO,
    },
    {
      what: "Memory of an idle connection over the floor's base",
      value: (relayIdle.resident - floorIdle.base) / relayIdle.clients / KILO,
      unit: "kB",
      target: 14,
      floor: (floorIdle.resident - floorIdle.base) / floorIdle.clients / KILO,
    },
    {
      what: `Idle CPU with ${relayIdle.clients} connections`,
      value: relayIdle.cpuPercent,
      unit: "%",
      target: 1,
      floor: floorIdle.cpuPercent,
    },
    {
      what: `Accepting ${relayIdle.clients} connections`,
      value: relayIdle.connectSeconds,
      unit: "s",
      target: 10,
      floor: floorIdle.connectSeconds,
    },
    { what: `One client resumes ${resume.oneEvents} events`, value: resume.oneMs, unit: "ms", target: 30 },
    {
      what: `${resume.allClients} clients resume ${resume.allEvents} events each`,
      value: resume.allSeconds,
      unit: "s",
      target: 5,
    },
    {
      what: `Killed and started; ${restart.clients} clients, ${restart.events} missed each, all exact`,
      value: restart.exactSeconds,
      unit: "s",
      target: 3,
    },
    {
      what: "A stalled client is cut",
      value: stalled.cutAfterSeconds ?? Number.POSITIVE_INFINITY,
      unit: "s",
      target: CUT_WITHIN_SECONDS,
    },
  ];
  if (storedRows !== undefined) {
    rows.push({
      what: `CPU of an event with ${storedRows.rows.toLocaleString("en-US")} entries stored ÷ with none`,
      value: storedRows.full.cpuPer10k / storedRows.empty.cpuPer10k,
      unit: "×",
      target: SAME_COST,
    });
  }
  return markdownTable(
    ["Figure", "Relay", "Unit", "Target", "Met", "Floor", "Relay ÷ floor"],
    rows.map(({ what, value, unit, target, atLeast = false, floor: bare }) => [
      what,
      figure(value),
      unit,
      `${atLeast ? "≥" : "≤"} ${figure(target)}`,
      (atLeast ? value >= target : value <= target) ? "yes" : "**no**",
      bare === undefined ? "—" : figure(bare),
      bare === undefined || bare === 0 ? "—" : figure(value / bare),
    ]),
  );
}

function servers({ ceiling, floor, relay, peers }: Results): string {
  const row = (name: string, durable: string, resumes: string, speed: Speed) => [
    name,
    durable,
    resumes,
    figure(speed.steady.delivery.p50),
    figure(speed.steady.delivery.p99),
    figure(speed.steady.answer.p99),
    figure(speed.eventsPerSecond),
    figure(relay.eventsPerSecond / speed.eventsPerSecond),
    figure(speed.cpuPer10k),
    figure(speed.generatorCpuPer10k),
    figure(speed.resident / MEGA),
    `${speed.counts.missing} / ${speed.counts.doubled}`,
  ];
  return markdownTable(
    [
      "Server",
      "Durable",
      "Resumes",
      "p50 ms",
      "p99 ms",
      "answer p99 ms",
      "events/s",
      "Relay ÷ it",
      "CPU s/10k",
      "generator CPU s/10k",
      "RSS MB",
      "lost / doubled",
    ],
    [
      row("ceiling of the generator", "no", "no", ceiling),
      row("floor", "no", "no", floor),
      row("**relay**", "yes: synced before the answer", "yes, by cursor", relay),
      ...peers.map(({ peer, speed }) => row(peer.name, peer.durable, peer.resumes, speed)),
    ],
  );
}

function whatTheyLack({ peers, skipped }: Results): string {
  return [
    ...peers.map(({ peer, version }) => `- ${peer.name} (${version}): ${peer.lacks}`),
    ...skipped.map(({ name, why }) => `- **${name} was not measured**: ${why}.`),
  ].join("\n");
}

function further(results: Results): string {
  const { resume, restart, stalled, storedRows, relayIdle, floorIdle } = results;
  const lines = [
    `- Memory: the relay has ${figure(relayIdle.base / MEGA)} MB without and ${figure(relayIdle.resident / MEGA)} MB with ${relayIdle.clients} connections; ` +
      `the floor ${figure(floorIdle.base / MEGA)} and ${figure(floorIdle.resident / MEGA)} MB.`,
    `- Resume: the slowest of one client's came after ${figure(resume.oneWorstMs)} ms. ${account(resume)}.`,
    `- Restart after \`kill -9\`: connections were accepted ${figure(restart.startMs)} ms after the start of the process, ${restart.retries} handshakes were tried again. ${account(restart)}.`,
    `- Stalled client: ${stalled.cutAfterSeconds === undefined ? "**it was not cut**" : `cut after ${figure(stalled.cutAfterSeconds)} s`}; the relay grew by ${figure(stalled.grewBy / MEGA)} MB; ` +
      `the healthy ones' p99 was ${figure(stalled.healthyMeanwhile.p99)} ms, and ${figure(stalled.healthyBefore.p99)} ms under the same load before it stalled (p50 ${figure(stalled.healthyMeanwhile.p50)} and ${figure(stalled.healthyBefore.p50)} ms). When it came back it got what it had missed, ${stalled.missing} lost.`,
  ];
  if (storedRows !== undefined) {
    const { rows, empty, full, fillSeconds } = storedRows;
    lines.push(
      `- Entries stored: with none ${figure(empty.eventsPerSecond)} events/s, ${figure(empty.cpuPer10k)} CPU s per 10,000, steady p99 ${figure(empty.steady.delivery.p99)} ms; ` +
        `with ${rows.toLocaleString("en-US")} (put there in ${figure(fillSeconds)} s) ${figure(full.eventsPerSecond)} events/s, ${figure(full.cpuPer10k)} CPU s, ${figure(full.steady.delivery.p99)} ms.`,
    );
  }
  return lines.join("\n");
}

function agreement({ agreement: rows }: Results): string {
  if (rows === undefined) return "The relay offered no figures on its operations listener.";
  return markdownTable(
    ["Figure", "Relay's Prometheus", "Generator", "Agree"],
    rows.map(({ figure: what, relay, generator }) => [
      what,
      String(relay),
      String(generator),
      relay === generator ? "yes" : "**no**",
    ]),
  );
}

function account({ missing, doubled, outOfOrder, refused, unserved, closed }: Account): string {
  const codes = Object.entries(closed).map(([code, count]) => `${count} with ${code}`);
  return (
    `Lost ${missing}, doubled ${doubled}, out of order ${outOfOrder}; hooks refused ${refused}, clients not served ${unserved}, ` +
    `connections closed by the relay since its start ${codes.length === 0 ? 0 : codes.join(", ")}`
  );
}
