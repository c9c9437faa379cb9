import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Autostart } from "../../ports/autostart.ts";
import { autostartEntry, isInForce } from "./desktop-entry.ts";
import { HIDDEN_ARGUMENT } from "./hidden-argument.ts";

/**
 * Linux: a desktop entry in the user's autostart folder.
 *
 * @param configFolder `$XDG_CONFIG_HOME`
 * @param program what is started: of an AppImage its own file, since what runs lies on a mount that goes with it
 */
export function xdgAutostart(configFolder: string, program: string): Autostart {
  const folder = join(configFolder, "autostart");
  const file = join(folder, "sidetone.desktop");
  return {
    isOn() {
      try {
        return isInForce(readFileSync(file, "utf8"));
      } catch {
        return false;
      }
    },
    set(on) {
      if (!on) {
        rmSync(file, { force: true });
        return;
      }
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, autostartEntry(program, HIDDEN_ARGUMENT));
    },
  };
}
