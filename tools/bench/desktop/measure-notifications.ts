import { setTimeout as wait } from "node:timers/promises";
import { connectDesktop } from "../../electron-double/desktop-client.ts";
import { SEED } from "../contacts/measurements/files.ts";
import { type CallerKind, callerKinds, callers } from "../contacts/queries/callers.ts";
import { Samples, type Spread } from "../contacts/samples.ts";
import { World } from "../contacts/world/world.ts";
import { EMPLOYEE, makeAppWorld } from "./app-world.ts";
import { MAIN } from "./main-script.ts";
import { startObserved } from "./observed-app.ts";

/** Rings before those that count. */
const WARM_UP = 40;
/** The relay takes no more hooks a second than a PBX sends. Milliseconds. */
const APART_MS = 60;

/** From the ring on the socket to the notification asked of the system. Milliseconds. */
export interface NotificationTimes {
  contacts: number;
  first: number;
  all: Spread;
  kinds: Record<CallerKind, Spread>;
}

/** Somebody calls, is answered and hangs up, over and over: the app is asked nothing else meanwhile. */
export async function measureNotifications(contacts: number, count: number): Promise<NotificationTimes> {
  const world = await makeAppWorld({ contacts, calls: 10_000 });
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
    const rings = ringsOf(contacts, count + WARM_UP);
    const kinds = Object.fromEntries(callerKinds.map((kind) => [kind, new Samples()])) as Record<CallerKind, Samples>;
    const all = new Samples();
    let first: number | undefined;
    for (const [n, { from, kind }] of rings.entries()) {
      const [callId = ""] = await world.simulator.placeCall({ from, to: [EMPLOYEE] });
      const { ms } = await app.next("notified");
      first ??= ms;
      const phone = world.simulator.ringing.find((ringing) => ringing.callId === callId)?.phone ?? "";
      await world.simulator.answer(phone);
      await world.simulator.hangUp(callId);
      await wait(APART_MS);
      if (n < WARM_UP) continue;
      kinds[kind].add(ms);
      all.add(ms);
    }
    desktop.close();
    const spreads = callerKinds.map((kind) => [kind, kinds[kind].spread()]);
    return { contacts, first: first ?? 0, all: all.spread(), kinds: Object.fromEntries(spreads) };
  } finally {
    await app.close();
    await world.close();
    world.remove();
  }
}

/** Of each kind as many, and nobody twice: who calls again at once is the same call to the app. */
function ringsOf(contacts: number, count: number): { from: string; kind: CallerKind }[] {
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
