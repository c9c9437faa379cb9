import { DOCUMENT, writeSection } from "../report/document.ts";
import { loadAverage } from "../report/machine.ts";
import { type DesktopResults, desktopReport } from "./desktop-report.ts";
import { measureIdle } from "./measure-idle.ts";
import { measureNotifications } from "./measure-notifications.ts";
import { measureStart } from "./measure-start.ts";
import { measureWindow } from "./measure-window.ts";
import { rendererSizes } from "./renderer-size.ts";

export const desktopUsage = `npm run bench -- desktop [--print]

  --print          prints only; docs/benchmarks.md stays as it is

Measures what is built: run \`npm run build\` before. Needs Chromium.`;

const CONTACTS = 1_000_000;
const FEW_CONTACTS = 1_000;
const CALLS = 100_000;
const ROUNDS = 6;
/** A call each quarter of a minute, as long as the state machine remembers them. */
const RINGS_IN_ROUND = 60;
const STARTS = 9;
const LOADS = 15;
const IDLE_SECONDS = 120;

/** What an employee feels of the app, on the built bundles and the stand-in for Electron. */
export async function runDesktopSuite(args: readonly string[]): Promise<void> {
  const loadBefore = loadAverage();
  const say = (text: string) => console.log(text);
  const sizes = rendererSizes();
  say("Somebody calls …");
  const notifications: DesktopResults["notifications"] = [];
  for (const contacts of [FEW_CONTACTS, CONTACTS])
    notifications.push(await measureNotifications(contacts, ROUNDS, RINGS_IN_ROUND));
  say("Starting …");
  const start = await measureStart(CONTACTS, CALLS, STARTS);
  say("The window …");
  const window = await measureWindow(CALLS, LOADS);
  say("Doing nothing …");
  const idle = await measureIdle(FEW_CONTACTS, CALLS, IDLE_SECONDS);
  const command = ["npm run bench -- desktop", ...args].join(" ");
  const report = desktopReport({ sizes, notifications, start, window, idle, loadBefore, command });
  say(`\n${report}`);
  if (!args.includes("--print")) writeSection(DOCUMENT, "desktop", report);
}
