import { setTimeout as wait } from "node:timers/promises";
import { connectDesktop } from "../../electron-double/desktop-client.ts";
import { makeAppWorld } from "./app-world.ts";
import { MAIN } from "./main-script.ts";
import type { FiredTimer } from "./observed.ts";
import { startObserved } from "./observed-app.ts";

/** After the start, until what is left of it is done. Milliseconds. */
const SETTLING_MS = 10_000;

/** An app in the tray that nobody looks at and nobody calls. */
export interface Idle {
  seconds: number;
  /** Timers that fired. */
  timers: FiredTimer[];
  windows: number;
  /** Milliseconds of processor in all that time. */
  cpuMs: number;
  /** Bytes. */
  rss: number;
  heapUsed: number;
}

export async function measureIdle(contacts: number, calls: number, seconds: number): Promise<Idle> {
  const world = await makeAppWorld({ contacts, calls });
  const app = await startObserved({
    main: MAIN,
    userDataDir: world.userDataDir,
    locale: "da-DK",
    args: ["--hidden"],
    env: { WATCH_TIMERS: "1" },
  });
  try {
    const desktop = await connectDesktop(app.desktopUrl);
    await desktop.waitFor(({ tray }) => tray?.tooltip.includes("Forbundet"), { what: "the app is connected" });
    await wait(SETTLING_MS);
    const { windows } = await desktop.state();
    app.order({ type: "idle-begins" });
    await wait(seconds * 1_000);
    app.order({ type: "idle-ends" });
    const { timers, cpuMs, rss, heapUsed } = await app.next("idle");
    desktop.close();
    return { seconds, timers, windows: windows.length, cpuMs, rss, heapUsed };
  } finally {
    await app.close();
    await world.close();
    world.remove();
  }
}
