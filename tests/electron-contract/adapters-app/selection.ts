import { app, ClipboardItem, clipboard } from "electron";
import { ElectronClipboard } from "../../../electron/main/adapters/electron/electron-clipboard.ts";
import { ElectronShortcuts } from "../../../electron/main/adapters/electron/electron-shortcuts.ts";
import { selectionSource } from "../../../electron/main/adapters/selection/selection-source.ts";
import { systemClock } from "../../../electron/main/adapters/system-clock.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";

/** What dialling from other programs needs of the system, for the platform in `--adapters-for=…`; printed, a line each. */
const wanted = process.argv.find((argument) => argument.startsWith("--adapters-for="))?.split("=")[1];
const platform = (["win32", "darwin", "linux"] as const).find((candidate) => candidate === wanted) ?? "linux";
const say = (line: unknown) => process.stdout.write(`adapters: ${JSON.stringify(line)}\n`);

async function contents(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const item of await clipboard.read()) {
    for (const type of item.types) {
      const content = await item.getType(type);
      found[type] = content instanceof Blob ? await content.text() : JSON.stringify(content);
    }
  }
  return found;
}

app
  .whenReady()
  .then(async () => {
    const logger = new SilentLogger();
    const kept = new ElectronClipboard(platform);
    await clipboard.write([
      new ClipboardItem({
        "text/plain": "20304050",
        "text/html": "<b>20304050</b>",
        "image/png": new Blob([new Uint8Array([137, 80, 78, 71])], { type: "image/png" }),
        'electron application/osclipboard;format="Link Source"': new Blob(["raw"]),
        "electron application/bookmark": { title: "A page", url: "https://example.invalid/" },
      }),
    ]);
    const before = await contents();
    const saved = await kept.save();
    await kept.writePassing("sidetone:1");
    say({ text: await kept.readText(), types: Object.keys(await contents()) });
    await kept.restore(saved);
    const after = await contents();
    say({ lost: saved.lost, types: Object.keys(after), same: JSON.stringify(after) === JSON.stringify(before) });

    clipboard.clear();
    const nothing = await kept.save();
    await kept.writePassing("sidetone:2");
    await kept.restore(nothing);
    say({ empty: await contents() });

    const shortcuts = new ElectronShortcuts(logger);
    const press = () => say("pressed");
    const first = shortcuts.register("CommandOrControl+Shift+D", press);
    const second = shortcuts.register("CommandOrControl+Shift+D", press);
    shortcuts.setSuspended(true);
    const suspended = shortcuts.register("Alt+F9", press);
    shortcuts.setSuspended(false);
    shortcuts.unregister("CommandOrControl+Shift+D");
    say({ first, second, suspended, again: shortcuts.register("CommandOrControl+Shift+D", press) });

    const tell = async () => {
      const source = selectionSource(platform, { XDG_SESSION_TYPE: "x11" }, "resources/selection", systemClock, logger);
      if (source.kind === "copy") say({ kind: source.kind, isAllowed: source.isAllowed() });
      else if (source.kind === "primary") say({ kind: source.kind, selected: await source.read() });
    };
    shortcuts.register("Alt+F8", () => void tell());
    say({ wayland: selectionSource("linux", { XDG_SESSION_TYPE: "wayland" }, "", systemClock, logger).kind });
    say({ wayland: selectionSource("linux", { WAYLAND_DISPLAY: "wayland-0" }, "", systemClock, logger).kind });
    say("ready");
  })
  .catch((error: unknown) => {
    say({ failed: String(error) });
    app.exit(1);
  });
