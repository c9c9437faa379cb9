import type { Clipboard } from "electron";
import type { Desktop } from "./desktop.ts";
import { refuseUnknown } from "./refuse-unknown.ts";

type Offered = Pick<Clipboard, "readText" | "writeText" | "clear" | "has">;

/** A clipboard of text, this run's own: the person's real one is left alone. */
export function createClipboard(desktop: Desktop): Offered {
  let text = "";
  const write = (next: string) => {
    text = next;
    desktop.changed();
  };
  desktop.show("clipboard", () => text);
  desktop.onCommand("writeClipboard", ({ text: next }) => write(next));
  return refuseUnknown(
    {
      readText: async () => text,
      writeText: async (next) => write(next),
      clear: () => write(""),
      has: async (mimetype) => mimetype === "text/plain" && text !== "",
    } satisfies Offered,
    "clipboard",
  );
}
