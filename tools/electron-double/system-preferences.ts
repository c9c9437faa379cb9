import type { SystemPreferences } from "electron";
import type { Desktop } from "./desktop.ts";
import { refuseUnknown } from "./refuse-unknown.ts";

type Offered = Pick<SystemPreferences, "isTrustedAccessibilityClient">;

/** macOS: whether the app may press keys. Elsewhere Electron has no such function. */
export function createSystemPreferences(desktop: Desktop, platform: NodeJS.Platform): Partial<Offered> {
  const offered: Partial<Offered> = {};
  let questions = 0;
  desktop.show("permissionQuestions", () => questions);
  if (platform === "darwin") {
    offered.isTrustedAccessibilityClient = (prompt) => {
      const isTrusted = !desktop.failures.keysRefused;
      // The system asks by a dialog of its own, which the app hears nothing of.
      if (prompt && !isTrusted) {
        questions += 1;
        desktop.changed();
      }
      return isTrusted;
    };
  }
  return refuseUnknown(offered, "systemPreferences");
}
