import { join } from "node:path";
import { callMigrations } from "../../electron/main/adapters/sqlite/call-migrations.ts";
import { openDatabase } from "../../electron/main/adapters/sqlite/open-database.ts";
import { SqliteCallStore } from "../../electron/main/adapters/sqlite/sqlite-call-store.ts";
import type { Call } from "../../shared/calls/call.ts";
import { formatNumber } from "../../shared/phone-numbers/format.ts";
import { sameNumber } from "../../shared/phone-numbers/same-number.ts";
import type { DesktopClient } from "../electron-double/desktop-client.ts";
import { launchOnDouble } from "../electron-double/launch.ts";
import { type ScenarioName, scenarioNamed } from "../simulator/scenarios/all-scenarios.ts";
import type { CastExpectation } from "../simulator/scenarios/cast.ts";
import type { DemoWorld } from "./demo-world.ts";

/** About a minute of calls. `no-ended` and the like, which take hours by their nature, are left to the tests. */
const programme: readonly ScenarioName[] = [
  "incoming-answered",
  "ring-group-answered-elsewhere",
  "two-at-once",
  "hidden-number",
  "out-of-order",
  "incoming-missed",
];
/** All is over before the ring is heard of, so nothing may ring any more. */
const neverRings: readonly ScenarioName[] = ["out-of-order"];

type ExpectedCall = CastExpectation["calls"][number];

/** One thing that the app should have shown. */
interface Check {
  what: string;
  ok: boolean;
}

/**
 * Plays calls to the app on the stand-in, and judges what its desktop showed and what its history holds.
 *
 * @returns the exit code: 0 if all was as expected
 */
export async function playDemo(world: DemoWorld, main: string): Promise<number> {
  const { simulator, userDataDir } = world;
  const app = await launchOnDouble({ main, userDataDir, locale: "da-DK" });
  const checks: Check[] = [];
  const expected: ExpectedCall[] = [];
  try {
    await app.desktop.waitFor((state) => state.tray?.tooltip.includes("Forbundet"), { what: "the app is connected" });
    console.log("The app is paired and connected.\n");
    for (const name of programme) {
      console.log(`▶ ${scenarioNamed(name).title}: ${scenarioNamed(name).description}`);
      const before = (await app.desktop.state()).notifications.length;
      const played = await simulator.play(name);
      expected.push(...played.expected.calls);
      for (const call of played.expected.calls) {
        const check = await checkNotification(app.desktop, before, call, world, neverRings.includes(name));
        checks.push(check);
        console.log(`  ${check.ok ? "✓" : "✗"} ${check.what}`);
      }
    }
    const missed = expected.filter((call) => call.outcome === "missed").length;
    const { badge, tray } = await app.desktop.state();
    checks.push({
      what: `tray and badge count ${missed} missed`,
      ok: badge === missed && tooltipCounts(tray?.tooltip, missed),
    });
  } finally {
    await app.close();
  }
  checks.push(...checkHistory(userDataDir, expected));
  return summarise(checks);
}

function tooltipCounts(tooltip: string | undefined, missed: number): boolean {
  return missed === 0 || tooltip?.includes(`${missed} ubesvare`) === true;
}

async function checkNotification(
  desktop: DesktopClient,
  before: number,
  call: ExpectedCall,
  world: DemoWorld,
  silent: boolean,
): Promise<Check> {
  const name = nameOf(call.number, world);
  const wanted = silent ? undefined : titleFor(call, name);
  const what = wanted === undefined ? `no notification about ${name}` : `notification "${wanted}"`;
  if (wanted === undefined) {
    const { notifications } = await desktop.state();
    return { what, ok: notifications.slice(before).every((notification) => !notification.title.includes(name)) };
  }
  const stays = call.outcome === "missed" ? "open" : undefined;
  try {
    await desktop.waitFor(
      (state) =>
        state.notifications
          .slice(before)
          .some((shown) => shown.title === wanted && (stays === undefined || shown.status === stays)),
      { what, timeout: 6_000 },
    );
    return { what, ok: true };
  } catch (error) {
    return { what: `${what}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`, ok: false };
  }
}

function titleFor(call: ExpectedCall, name: string): string | undefined {
  if (call.direction === "outgoing") return undefined;
  if (call.outcome === "missed") return `Ubesvaret opkald fra ${name}`;
  if (call.outcome === "answered-elsewhere") return `Besvaret af ${call.answeredBy?.name ?? ""}`;
  return `${name} ringer`;
}

function nameOf(number: string | null, { contacts, simulator }: DemoWorld): string {
  if (number === null) return "Skjult nummer";
  const colleague = simulator.company.employees.find((employee) => employee.localNumber === number);
  const contact = contacts.find((candidate) => candidate.numbers.some((own) => sameNumber(own.number, number)));
  return colleague?.name ?? contact?.name ?? formatNumber(number) ?? number;
}

/** The app has ended; its database says what it would show again at its next start. */
function checkHistory(userDataDir: string, expected: readonly ExpectedCall[]): Check[] {
  const { database } = openDatabase(join(userDataDir, "calls.db"), callMigrations, new Date());
  const calls = new SqliteCallStore(database).history({ filter: "all", limit: 100 }).map(({ call }) => call);
  database.close();
  const remaining = [...calls];
  const checks = expected.map((wanted): Check => {
    const index = remaining.findIndex((call) => isAs(call, wanted));
    if (index !== -1) remaining.splice(index, 1);
    return { what: `history: ${wanted.direction}, ${wanted.outcome}`, ok: index !== -1 };
  });
  return [...checks, { what: "history: nothing else", ok: remaining.length === 0 }];
}

function isAs(call: Call, wanted: ExpectedCall): boolean {
  const sameParty =
    wanted.number === null
      ? call.number === undefined
      : call.number !== undefined && sameNumber(call.number, wanted.number);
  return sameParty && call.direction === wanted.direction && call.outcome === wanted.outcome;
}

function summarise(checks: readonly Check[]): number {
  const failed = checks.filter((check) => !check.ok);
  console.log(`\nThe app showed ${checks.length - failed.length} of ${checks.length} things as expected.`);
  for (const check of failed) console.log(`  ✗ ${check.what}`);
  return failed.length === 0 ? 0 : 1;
}
