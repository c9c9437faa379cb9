import type { Shell } from "electron";
import type { Desktop } from "./desktop.ts";
import { refuseUnknown } from "./refuse-unknown.ts";

type Offered = Pick<Shell, "openExternal" | "openPath" | "showItemInFolder" | "beep">;

/** Opens nothing and writes down what would have been opened. */
export function createShell(desktop: Desktop): Offered {
  const opened: string[] = [];
  const record = (what: string) => {
    opened.push(what);
    desktop.changed();
  };
  desktop.show("externalUrls", () => [...opened]);
  return refuseUnknown(
    {
      async openExternal(url) {
        record(new URL(url).href);
      },
      async openPath(path) {
        record(path);
        return "";
      },
      showItemInFolder: (path) => record(path),
      beep: () => {},
    } satisfies Offered,
    "shell",
  );
}
