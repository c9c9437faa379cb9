import { describeMachine, QUIET_LOAD } from "../report/machine.ts";
import { figure, markdownTable } from "../report/markdown.ts";
import type { LookUps } from "./measurements/look-ups.ts";
import { SHOWN } from "./measurements/searches.ts";
import { type CallerKind, callerKinds } from "./queries/callers.ts";
import type { Results } from "./results.ts";
import type { Spread } from "./samples.ts";

const MEGA = 1e6;

const callerWords: Record<CallerKind, string> = {
  known: "known",
  unknown: "unknown to all",
  "company-range": "unknown, of a company's range",
  "other-prefix": "known, behind another prefix",
};

/** The contacts' part of the document. */
export function contactsReport(results: Results): string {
  return [
    "## Contacts",
    aboutTheRun(results),
    "### Against the targets",
    targets(results),
    "### Looking up who calls",
    `From the number as the PBX gives it to name and reason, microseconds. The floor reads the number and then one row by its primary key, in a file that has nothing but ${results.numbers} numbers and names. A linear scan reads each number with libphonenumber-js; ${results.scan.scanned} were looked at and the rest reckoned. ${coldWords(results)}`,
    lookUps(results),
    "### Search as you type",
    `Milliseconds from a key to up to ${SHOWN} hits on the main thread; the search is in a thread of its own. Names, companies, both, numbers in any grouping, parts of words, slips; each letter alone and each pair that a name begins with are among the first two lines. The first search of all, which starts the thread: ${results.searches.map(({ contacts, figures }) => `${figure(figures.firstMs)} ms at ${contacts}`).join(", ")}.`,
    searches(results),
    "### Beside what is searched in memory",
    "The same texts, fewer for Fuse.js. MiniSearch finds beginnings of words and one slip from five letters on, but nothing inside words; Fuse.js compares the text with each contact (`ignoreLocation`, threshold 0.2). Both are built anew at each start and search on the thread that they are in. “× ours” is p95 over all texts, with as many contacts.",
    peerTable(results),
    "### Importing",
    "In a thread; the stall is how long the main thread was late at most, with a timer each millisecond. Memory is by how much the process grew at most, with everything in it.",
    imports(results),
  ].join("\n\n");
}

function aboutTheRun({ command, contacts, numbers, some, fileSystem, loadBefore, build }: Results): string {
  const { processor, cores, memory, node } = describeMachine();
  const busy = loadBefore > QUIET_LOAD ? "\n\n**The machine was busy with other work: the figures are noise.**" : "";
  return `Written by \`${command}\` on ${new Date().toISOString().slice(0, 10)}; ${processor}, ${cores} cores, ${memory} GiB, ${fileSystem}, Node ${node}, load before ${figure(loadBefore)}.${busy}

A made-up address book (\`tools/bench/contacts/world/\`) of ${contacts} contacts with ${numbers} numbers, ${figure(build.bytes / MEGA)} MB in one SQLite file that took ${figure(build.seconds)} s to make; and one of ${some}.`;
}

function targets({ contacts, some, lookUps, dropped, searches, imports, size }: Results): string {
  const { warm, cold } = lookUps.engine;
  const starts = (of: readonly LookUps[]) => Math.max(...of.map(({ openMs, firstMs }) => openMs + firstMs));
  const [small, large] = searches;
  const vcards = imports.find(({ what }) => what === "vCards");
  const rows: [what: string, value: number, unit: string, target: number][] = [
    ...callerKinds.map((kind): [string, number, string, number] => [
      `Look-up, ${contacts} contacts, warm, p99: ${callerWords[kind]}`,
      warm.kinds[kind].times.p99 * 1000,
      "µs",
      100,
    ]),
    [`Start-up: opening and the first look-up, ${dropped ? "cold" : "warm"}, slowest`, starts(cold), "ms", 20],
    ...(small === undefined ? [] : [row(`Search, ${small.contacts} contacts, p95 of the slowest length`, small, 10)]),
    ...(large === undefined ? [] : [row(`Search, ${large.contacts} contacts, p95 of the slowest length`, large, 30)]),
    [`File, for each contact without notes`, size.withoutNotes / some, "bytes", 1_000],
    ...(vcards === undefined
      ? []
      : ([
          [`Import of ${some} vCards`, vcards.figures.seconds, "s", 10],
          ["Longest stall of the main thread meanwhile", vcards.figures.stallMs, "ms", 16],
          ["Memory meanwhile", vcards.figures.memory / MEGA, "MB", 200],
        ] satisfies [string, number, string, number][])),
  ];
  return markdownTable(
    ["", "is", "to be under", "× the target"],
    rows.map(([what, value, unit, target]) => [
      what,
      `${figure(value)} ${unit}`,
      `${target} ${unit}`,
      figure(value / target),
    ]),
  );
}

function row(what: string, { figures }: Results["searches"][number], target: number): [string, number, string, number] {
  return [what, Math.max(...figures.byLength.map(({ p95 }) => p95)), "ms", target];
}

function lookUps({ lookUps: { engine, floor }, scan, contacts }: Results): string {
  const floorTimes = floor.warm.kinds.known.times;
  const micro = (milliseconds: number) => figure(milliseconds * 1000);
  const ofKind = (kind: CallerKind) => {
    const { times, found } = engine.warm.kinds[kind];
    return [
      callerWords[kind],
      micro(times.p50),
      micro(times.p99),
      micro(times.max),
      figure(times.p50 / floorTimes.p50),
      figure(scan.p50 / times.p50),
      coldOf(engine.cold, kind, "p50", micro),
      coldOf(engine.cold, kind, "p99", micro),
      `${Math.round(found * 100)} %`,
    ];
  };
  return markdownTable(
    ["Caller", "p50", "p99", "max", "× the floor", "times as fast as a scan", "cold p50", "cold p99", "found"],
    [
      ...callerKinds.map(ofKind),
      [
        "floor: primary key",
        micro(floorTimes.p50),
        micro(floorTimes.p99),
        micro(floorTimes.max),
        "1",
        figure(scan.p50 / floorTimes.p50),
        coldOf(floor.cold, "known", "p50", micro),
        coldOf(floor.cold, "known", "p99", micro),
        "",
      ],
      [
        `linear scan of ${contacts}`,
        micro(scan.p50),
        micro(scan.p99),
        micro(scan.max),
        figure(scan.p50 / floorTimes.p50),
        "1",
        "",
        "",
        "",
      ],
    ],
  );
}

/** The median of the processes. */
function coldOf(cold: readonly LookUps[], kind: CallerKind, of: "p50" | "p99", shown: (ms: number) => string): string {
  const values = cold.map(({ kinds }) => kinds[kind].times[of]).sort((a, b) => a - b);
  return shown(values[Math.floor(values.length / 2)] ?? Number.NaN);
}

function coldWords({ dropped, lookUps: { engine } }: Results): string {
  const opening = engine.cold.map(({ openMs }) => openMs);
  const first = engine.cold.map(({ firstMs }) => firstMs);
  const range = (values: readonly number[]) => `${figure(Math.min(...values))}–${figure(Math.max(...values))} ms`;
  const how = dropped
    ? "“Cold” is a new process with the file cache of Linux emptied before (what a host below it keeps cannot be): the kinds are asked for in the order of the lines, so the first reads the most from the disk"
    : "“Cold” is a new process; **the file cache could not be emptied, so it is warm all the same (run it as root on Linux)**";
  return `${how}. Opening (SQLite itself was loaded before) took ${range(opening)} in ${engine.cold.length} such processes, and the first look-up ${range(first)}.`;
}

function searches({ searches: measured, peers }: Results): string {
  const lengths = measured[0]?.figures.byLength.length ?? 0;
  const triple = (spread: Spread | undefined) =>
    spread === undefined || spread.count === 0
      ? ["—", "—", "—"]
      : [figure(spread.p50), figure(spread.p95), figure(spread.max)];
  const p95 = (spread: Spread | undefined) => (spread === undefined || spread.count === 0 ? "—" : figure(spread.p95));
  return markdownTable(
    [
      "Letters",
      ...measured.flatMap(({ contacts }) => [`p50 at ${contacts}`, "p95", "max"]),
      ...peers.map(({ peer, contacts }) => `${peer} p95 at ${contacts}`),
    ],
    Array.from({ length: lengths }, (_, at) => [
      String(at + 1),
      ...measured.flatMap(({ figures }) => triple(figures.byLength[at])),
      ...peers.map(({ figures }) => p95(figures?.byLength[at])),
    ]),
  );
}

function peerTable({ peers, searches: measured, build, contacts }: Results): string {
  const found = (share: number) => `${Math.round(share * 100)} %`;
  return markdownTable(
    ["", "contacts", "p50, ms", "p95, ms", "max, ms", "× ours", "texts that found", "built in, s", "memory, MB"],
    [
      ...measured.map(({ contacts: count, figures }) => [
        "ours",
        String(count),
        figure(figures.all.p50),
        figure(figures.all.p95),
        figure(figures.all.max),
        "1",
        found(figures.found),
        count === contacts ? `${figure(build.seconds)}, once` : "once",
        "on disk",
      ]),
      ...peers.map(({ peer, contacts: count, figures }) =>
        figures === undefined
          ? [peer, String(count), "ran out of memory"]
          : [
              peer,
              String(count),
              figure(figures.all.p50),
              figure(figures.all.p95),
              figure(figures.all.max),
              figure(figures.all.p95 / (measured.find((one) => one.contacts === count)?.figures.all.p95 ?? Number.NaN)),
              found(figures.found),
              `${figure(figures.buildSeconds)}, each start`,
              figure(figures.memory / MEGA),
            ],
      ),
    ],
  );
}

function imports({ imports: measured, size, some }: Results): string {
  const table = markdownTable(
    ["File", "MB", "contacts", "refused", "s", "contacts/s", "stall, ms", "without import, ms", "memory, MB"],
    measured.map(({ what, bytes, figures }) => [
      what,
      figure(bytes / MEGA),
      String(figures.contacts),
      String(figures.refused),
      figure(figures.seconds),
      figure(figures.contacts / figures.seconds),
      figure(figures.stallMs),
      figure(figures.idleStallMs),
      figure(figures.memory / MEGA),
    ]),
  );
  return `${table}\n\nOn disk a contact takes ${figure(size.withoutNotes / some)} bytes without notes, and ${figure(size.withNotes / some)} with a note for one in ten.`;
}
