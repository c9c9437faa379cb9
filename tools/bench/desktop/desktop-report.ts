import { callerKinds } from "../contacts/queries/callers.ts";
import { describeMachine, QUIET_LOAD } from "../report/machine.ts";
import { figure, markdownTable } from "../report/markdown.ts";
import type { Idle } from "./measure-idle.ts";
import type { NotificationTimes } from "./measure-notifications.ts";
import type { StartTimes } from "./measure-start.ts";
import type { WindowTimes } from "./measure-window.ts";
import type { PageSize } from "./renderer-size.ts";

const KILO = 1_000;
const MEGA = 1_000_000;
/** The relay's heartbeat comes every 25 s, and the app waits for it. Nothing else may be faster than this. Milliseconds. */
const SLOW_ENOUGH = 30_000;
/** So many of what is read at the start are named. */
const NAMED = 6;

export interface DesktopResults {
  sizes: PageSize[];
  /** With few contacts, and with as many as there may be. */
  notifications: NotificationTimes[];
  start: StartTimes;
  window: WindowTimes;
  idle: Idle;
  loadBefore: number;
  command: string;
}

/** The desktop's part of the document. */
export function desktopReport(results: DesktopResults): string {
  const { start, window, idle, notifications } = results;
  return [
    "## Desktop",
    aboutTheRun(results),
    "### Against the targets",
    targets(results),
    "### Somebody calls",
    "From the ring on the app's socket to the notification asked of the system, milliseconds, in the app's process: reading the event, the state machine, the transaction on disk, who it is, and the words.",
    markdownTable(
      ["Contacts", "Caller", "p50", "p99", "max", "the first of all"],
      notifications.flatMap(({ contacts, kinds, all, first }) => [
        [String(contacts), "all", figure(all.p50), figure(all.p99), figure(all.max), figure(first)],
        ...callerKinds.map((kind) => {
          const { p50, p99, max } = kinds[kind];
          return ["", kind, figure(p50), figure(p99), figure(max), ""];
        }),
      ]),
    ),
    "### Starting",
    `To the icon in the tray, median (slowest) of ${start.main.count} starts, milliseconds. The floor is a program that does nothing but that. ${loadedWords(start)}`,
    markdownTable(
      ["", "Sidetone", "floor", "× the floor"],
      [
        startRow("from the program's first line", start.main, start.floor.main),
        startRow("from the start of the process, Node and stand-in in it", start.process, start.floor.process),
      ],
    ),
    "### The window",
    `In Chromium, with ${window.calls} calls. First view: from the start of the load to the calls drawn, ${figure(window.firstView.p50)} ms (slowest ${figure(window.firstView.max)}). Of that are browser and stand-in, with a page that asks main the same and draws one line, ${figure(window.floor.p50)} ms (${figure(window.floor.max)}). A long task is one of over 50 ms.`,
    markdownTable(
      ["Scrolling", "rows in the list then", "long tasks", "longest task, ms", "longest frame, ms"],
      window.scrolls.map(({ how, rows, longTasks, longestTask, longestFrame }) => [
        how,
        String(rows),
        String(longTasks),
        longestTask === 0 ? "—" : figure(longestTask),
        figure(longestFrame),
      ]),
    ),
    "### Idle in the tray",
    `${idle.seconds} s, connected, nobody calls: ${idle.windows} windows, ${figure(idle.cpuMs)} ms of processor (${figure((idle.cpuMs / KILO / idle.seconds) * 100)} %), ${figure(idle.rss / MEGA)} MB resident with Node and stand-in, ${figure(idle.heapUsed / MEGA)} MB of it live objects. Timers that fired:`,
    timers(idle),
  ].join("\n\n");
}

function aboutTheRun({ command, loadBefore }: DesktopResults): string {
  const { processor, cores, memory, node } = describeMachine();
  const busy = loadBefore > QUIET_LOAD ? "\n\n**The machine was busy with other work: the figures are noise.**" : "";
  return `Written by \`${command}\` on ${new Date().toISOString().slice(0, 10)}; ${processor}, ${cores} cores, ${memory} GiB, Node ${node}, load before ${figure(loadBefore)}. The built bundles on the stand-in for Electron, so that its own time, and that of Chromium's processes, is not in these figures; PBX and relay run beside it.${busy}`;
}

function targets({ sizes, notifications, start, window, idle }: DesktopResults): string {
  const many = notifications.at(-1);
  const view = sizes.find(({ page }) => page === "index");
  const longest = Math.max(...window.scrolls.map(({ longestTask }) => longestTask));
  const fast = idle.timers.filter(({ delay }) => delay < SLOW_ENOUGH);
  const rows: [what: string, is: number, unit: string, target: number][] = [
    [`Ring on the socket → notification, ${many?.contacts ?? 0} contacts, p99`, many?.all.p99 ?? Number.NaN, "ms", 5],
    ["Main program's first line → tray, median", start.main.p50, "ms", 300],
    ["Script to the first view, gzipped", (view?.script ?? Number.NaN) / KILO, "kB", 250],
    ["First view over what browser and stand-in take, median", window.firstView.p50 - window.floor.p50, "ms", 100],
    [`Longest task in scrolling ${window.calls} calls`, longest, "ms", 50],
    ["Idle: windows", idle.windows, "", 0],
    ["Idle: timers that fired faster than each 30 s", fast.length, "", 0],
  ];
  const pages = sizes.map(
    ({ page, script, style }) => `${page} ${figure(script / KILO)} kB of script, ${figure(style / KILO)} kB of style`,
  );
  return `${markdownTable(
    ["", "is", "at most", "met"],
    rows.map(([what, is, unit, target]) => [
      what,
      `${unit === "" ? is : figure(is)} ${unit}`.trim(),
      `${target} ${unit}`.trim(),
      is <= target ? "yes" : "**no**",
    ]),
  )}\n\nGzipped, each page: ${pages.join("; ")}.`;
}

function startRow(what: string, ours: StartTimes["main"], floor: StartTimes["main"]): string[] {
  const both = ({ p50, max }: StartTimes["main"]) => `${figure(p50)} (${figure(max)})`;
  return [what, both(ours), both(floor), figure(ours.p50 / floor.p50)];
}

function loadedWords({ loaded }: StartTimes): string {
  const sum = loaded.reduce((bytes, module) => bytes + module.bytes, 0);
  const largest = loaded
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, NAMED)
    .map(({ file, bytes }) => `\`${file}\` ${figure(bytes / KILO)} kB`);
  return `${loaded.length} modules are read until then, ${figure(sum / KILO)} kB, the largest: ${largest.join(", ")}.`;
}

function timers({ timers: fired, seconds }: Idle): string {
  if (fired.length === 0) return "None.";
  return markdownTable(
    ["Set for, s", "fired", "each … s", "where"],
    fired
      .toSorted((a, b) => a.delay - b.delay)
      .map(({ delay, count, where }) => [figure(delay / KILO), String(count), figure(seconds / count), `\`${where}\``]),
  );
}
