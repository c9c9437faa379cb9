import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectDesktop } from "../../electron-double/desktop-client.ts";
import { Samples, type Spread } from "../contacts/samples.ts";
import { makeAppWorld } from "./app-world.ts";
import { MAIN } from "./main-script.ts";
import type { Observed } from "./observed.ts";
import { startObserved } from "./observed-app.ts";

const FLOOR = "tools/bench/desktop/floor-main.js";

/** How long it takes until the icon is in the tray. Milliseconds. */
export interface StartTimes {
  /** From the first line of the app's own program. */
  main: Spread;
  /** From the start of the process: Node, the stand-in and the app. */
  process: Spread;
  /** The same of an app that does nothing else. */
  floor: { main: Spread; process: Spread };
  /** What was read until then; bytes. */
  loaded: { file: string; bytes: number }[];
}

/** Starts of an app that is paired and has all its files, one after the other. */
export async function measureStart(contacts: number, calls: number, starts: number): Promise<StartTimes> {
  const world = await makeAppWorld({ contacts, calls });
  const empty = mkdtempSync(join(tmpdir(), "sidetone-bench-"));
  try {
    // The first start pairs, and is none that counts.
    await trayOf(MAIN, world.userDataDir, true);
    const ours = { main: new Samples(), process: new Samples() };
    const floor = { main: new Samples(), process: new Samples() };
    let loaded: StartTimes["loaded"] = [];
    for (let start = 0; start < starts; start += 1) {
      const app = await trayOf(MAIN, world.userDataDir);
      const least = await trayOf(FLOOR, empty);
      ours.main.add(app.mainMs);
      ours.process.add(app.processMs);
      floor.main.add(least.mainMs);
      floor.process.add(least.processMs);
      loaded = app.loaded;
    }
    return {
      main: ours.main.spread(),
      process: ours.process.spread(),
      floor: { main: floor.main.spread(), process: floor.process.spread() },
      loaded,
    };
  } finally {
    await world.close();
    world.remove();
    rmSync(empty, { recursive: true });
  }
}

async function trayOf(
  main: string,
  userDataDir: string,
  untilConnected = false,
): Promise<Extract<Observed, { type: "tray" }>> {
  const app = await startObserved({ main, userDataDir, locale: "da-DK", args: ["--hidden"] });
  try {
    const tray = await app.next("tray");
    if (untilConnected) {
      const desktop = await connectDesktop(app.desktopUrl);
      await desktop.waitFor((state) => state.tray?.tooltip.includes("Forbundet"), { what: "the app is connected" });
      desktop.close();
    }
    return tray;
  } finally {
    await app.close();
  }
}
