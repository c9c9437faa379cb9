import { join } from "node:path";
import { app } from "electron";
import { loginItem } from "../../../electron/main/adapters/autostart/login-item.ts";
import { ElectronLinkHandlers } from "../../../electron/main/adapters/electron/electron-link-handlers.ts";
import { ElectronNotifier } from "../../../electron/main/adapters/electron/electron-notifier.ts";
import { ElectronTray } from "../../../electron/main/adapters/electron/electron-tray.ts";
import { SafeStorageSecrets } from "../../../electron/main/adapters/electron/safe-storage-secrets.ts";
import { ElectronStoreSettings } from "../../../electron/main/adapters/settings/electron-store-settings.ts";
import { readPolicySettings } from "../../../electron/main/adapters/settings/policy-settings.ts";
import { systemClock } from "../../../electron/main/adapters/system-clock.ts";
import type { NotificationContent } from "../../../electron/main/ports/notifier.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";

/** The adapters by themselves, for the platform named in `--adapters-for=…`; what they tell is printed, a line each. */
const wanted = process.argv.find((argument) => argument.startsWith("--adapters-for="))?.split("=")[1];
const platform = (["win32", "darwin", "linux"] as const).find((candidate) => candidate === wanted) ?? "linux";
const say = (line: unknown) => process.stdout.write(`adapters: ${JSON.stringify(line)}\n`);

app
  .whenReady()
  .then(async () => {
    const logger = new SilentLogger();
    const secrets = new SafeStorageSecrets(app.getPath("userData"), platform, logger, () =>
      process.argv.includes("--may-keep-plain"),
    );
    const keep = async () => {
      const protection = await secrets.protection();
      const keptAs = await secrets.set("account-hash", "a hash");
      return { protection, keptAs, hash: (await secrets.get("account-hash")) ?? null };
    };
    const tray = new ElectronTray(platform, join(import.meta.dirname, "../../../resources/icons/tray"));
    tray.onOpen(() => void keep().then(say));
    tray.onCommand((id) => say({ command: id }));
    tray.render({
      state: "missed",
      tooltip: "Sidetone – Forbundet",
      menu: [
        { type: "label", label: "Mette & Søn" },
        { type: "separator" },
        { type: "command", id: "dial", label: "Ring op …", enabled: true },
        { type: "checkbox", id: "flow:6001", label: "Nattjeneste", checked: true, enabled: true },
      ],
      badge: 2,
    });

    const notifier = new ElectronNotifier(platform, systemClock, logger);
    notifier.onEvent((event) => say(event));
    notifier.start();
    const content: Omit<NotificationContent, "title"> = {
      body: "Holm Byg A/S",
      actions: [{ id: "call-back", text: "Ring tilbage" }],
      silent: true,
      stay: "call",
    };
    notifier.show("call:1", { ...content, title: "Anna Holm ringer" });
    notifier.show("call:1", { ...content, title: "Ubesvaret opkald fra Anna Holm" });

    const before = await secrets.get("device-token");
    const place = await secrets.set("device-token", "a token");
    say({ before: before ?? null, place, after: (await secrets.get("device-token")) ?? null });
    await secrets.delete("myfone-password");
    const handlers = new ElectronLinkHandlers(platform);
    const unclaimed = await handlers.handler("tel");
    const claimed = await handlers.claim();
    say({ before: unclaimed, claimed, after: await handlers.handler("tel") });
    if (platform !== "linux") {
      const off = loginItem.isOn();
      loginItem.set(true);
      say({ off, on: loginItem.isOn() });
    }
    const policy = readPolicySettings(join(app.getPath("userData"), "policy.json"), () => true);
    const store = new ElectronStoreSettings(app.getPath("userData"), new Date(), policy);
    store.update({ historyDays: 3650, theme: "dark" });
    const { historyDays, language, theme } = store.get();
    say({ historyDays, language, theme, locked: [...store.locked] });
    const { pairing, employeeApiUrl } = new ElectronStoreSettings(app.getPath("userData"), new Date()).get();
    say({ pairing, employeeApiUrl });
    say("ready");
  })
  .catch((error: unknown) => {
    say({ failed: String(error) });
    app.exit(1);
  });
