import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { DemoWorld } from "../../demo/demo-world.ts";
import { connectDesktop } from "../../electron-double/desktop-client.ts";
import { SEED } from "../contacts/measurements/files.ts";
import { type CallerKind, callerKinds, callers } from "../contacts/queries/callers.ts";
import { Samples, type Spread } from "../contacts/samples.ts";
import { World } from "../contacts/world/world.ts";
import { EMPLOYEE, makeAppWorld } from "./app-world.ts";
import { MAIN } from "./main-script.ts";
import { startObserved } from "./observed-app.ts";

/** Rings of each round before those that count. */
const WARM_UP = 12;
/** The relay takes no more hooks a second than a PBX sends. Milliseconds. */
const APART_MS = 60;

/** From the ring on the socket to the notification asked of the system. Milliseconds. */
export interface NotificationTimes {
  contacts: number;
  first: number;
  all: Spread;
  kinds: Record<CallerKind, Spread>;
}

/**
 * Somebody calls, is answered and hangs up, over and over: the app is asked nothing else meanwhile. It begins anew in each
 * round, so that it knows no more calls of the last quarter of an hour than a busy employee has.
 */
export async function measureNotifications(
  contacts: number,
  rounds: number,
  ringsInRound: number,
): Promise<NotificationTimes> {
  const world = await makeAppWorld({ contacts, calls: 0 });
  const kinds = Object.fromEntries(callerKinds.map((kind) => [kind, new Samples()])) as Record<CallerKind, Samples>;
  const all = new Samples();
  const firsts = new Samples();
  const rings = ringsOf(contacts, rounds * (WARM_UP + ringsInRound));
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const file of ["calls.db", "calls.db-wal", "calls.db-shm"]) {
        rmSync(join(world.userDataDir, file), { force: true });
      }
      const times = await ringThrough(world, rings.splice(0, WARM_UP + ringsInRound));
      firsts.add(times[0]?.ms ?? Number.NaN);
      for (const { kind, ms } of times.slice(WARM_UP)) {
        kinds[kind].add(ms);
        all.add(ms);
      }
    }
  } finally {
    await world.close();
    world.remove();
  }
  const spreads = callerKinds.map((kind) => [kind, kinds[kind].spread()]);
  return { contacts, first: firsts.spread().max, all: all.spread(), kinds: Object.fromEntries(spreads) };
}

async function ringThrough(world: DemoWorld, rings: readonly Ring[]): Promise<{ kind: CallerKind; ms: number }[]> {
  const app = await startObserved({
    main: MAIN,
    userDataDir: world.userDataDir,
    locale: "da-DK",
    args: ["--hidden"],
    env: { RELAY_PORT: new URL(world.relay.url).port },
  });
  try {
    const desktop = await connectDesktop(app.desktopUrl);
    await desktop.waitFor(({ tray }) => tray?.tooltip.includes("Forbundet"), { what: "the app is connected" });
    desktop.close();
    const times: { kind: CallerKind; ms: number }[] = [];
    for (const { from, kind } of rings) {
      const [callId = ""] = await world.simulator.placeCall({ from, to: [EMPLOYEE] });
      const { ms } = await app.next("notified");
      times.push({ kind, ms });
      const phone = world.simulator.ringing.find((ringing) => ringing.callId === callId)?.phone ?? "";
      await world.simulator.answer(phone);
      await world.simulator.hangUp(callId);
      await wait(APART_MS);
    }
    return times;
  } finally {
    await app.close();
  }
}

interface Ring {
  from: string;
  kind: CallerKind;
}

/** Of each kind as many, and nobody twice: who calls again at once is the same call to the app. */
function ringsOf(contacts: number, count: number): Ring[] {
  const world = new World({ seed: SEED });
  const known = Math.max(contacts, 1_000);
  const each = callerKinds.map((kind) => ({ kind, numbers: [...new Set(callers(world, known, kind, count, 3))] }));
  return Array.from({ length: count }, (_, n) => {
    const { kind, numbers } = each[n % each.length] ?? { kind: "known", numbers: [] };
    const from = numbers[Math.floor(n / each.length)];
    if (from === undefined) throw new Error(`There are not enough callers of the kind "${kind}".`);
    return { from, kind };
  });
}
