import { defaultHotkeys, type HotkeyAction, hotkeyActions } from "../../../shared/hotkeys/hotkey-action.ts";
import type { RequestOutput } from "../../../shared/ipc/contract.ts";
import type { IgnoredSetting } from "../../../shared/ipc/keeping.ts";
import { type PortableSettings, portableNames } from "../../../shared/settings/portable-settings.ts";
import { MOST_SETTINGS_TEXT, readSettingsFile, writeSettingsFile } from "../../../shared/settings/settings-file.ts";
import type { FileDialogs } from "../ports/file-dialogs.ts";
import type { FileWriter } from "../ports/file-writer.ts";
import type { Logger } from "../ports/logger.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import type { TextFile } from "../ports/text-file.ts";
import type { Translator } from "../ports/translate.ts";
import { errorName } from "./error-name.ts";
import { failed, type Outcome } from "./failure.ts";
import type { SettingsService } from "./settings-service.ts";

export interface SettingsFilesOptions {
  settings: SettingsStore;
  service: Pick<SettingsService, "update">;
  /** Registers a hotkey, or says why not. */
  setHotkey(action: HotkeyAction, accelerator: string): Outcome<undefined>;
  files: FileDialogs;
  writer: FileWriter;
  reader: TextFile;
  translator: Translator;
  logger: Logger;
}

/** His choices as a file, for another computer. No secret, no name and no address that a password goes to is in it. */
export class SettingsFiles {
  readonly #options: SettingsFilesOptions;

  constructor(options: SettingsFilesOptions) {
    this.#options = options;
  }

  async export(): Promise<Outcome<RequestOutput<"settings.export">>> {
    const { settings, files, writer, translator, logger } = this.#options;
    const t = translator.translate;
    const name = `${t("dialogs.settingsName")}.json`;
    const path = await files.saveFile({ title: t("dialogs.settingsExport"), name, kind: "settings" });
    if (path === undefined) return { ok: true, value: { saved: false } };
    const all = settings.get();
    const portable = Object.fromEntries(portableNames.map((key) => [key, all[key]])) as PortableSettings;
    try {
      await writer.write(path, once(writeSettingsFile({ ...portable, hotkeys: all.hotkeys })));
      return { ok: true, value: { saved: true } };
    } catch (error) {
      logger.error("settings were not exported", { error: errorName(error) });
      return failed("file-not-written", "the file could not be written");
    }
  }

  async import(): Promise<Outcome<RequestOutput<"settings.import">>> {
    const { settings, service, files, reader, translator, logger } = this.#options;
    const t = translator.translate;
    const path = await files.openFile({ title: t("dialogs.settingsImport"), kind: "settings" });
    if (path === undefined) return { ok: true, value: undefined };
    let text: string | undefined;
    try {
      text = await reader.read(path, MOST_SETTINGS_TEXT);
    } catch (error) {
      logger.warn("settings were not imported", { error: errorName(error) });
      return failed("file-not-readable", "the file could not be read");
    }
    const read = readSettingsFile(text ?? "");
    if (!read.ok) {
      return failed(read.reason === "newer" ? "settings-newer" : "not-settings", "the file holds no settings");
    }
    const { hotkeys = {}, ...others } = read.settings;
    const given = Object.entries(others);
    const free = given.filter(([name]) => !settings.locked.has(name));
    const locked = given
      .filter(([name]) => settings.locked.has(name))
      .map(([name]) => ({ name, why: "locked" as const }));
    const done = service.update(Object.fromEntries(free));
    if (!done.ok) return done;
    const keys = this.#takeHotkeys(hotkeys);
    return {
      ok: true,
      value: {
        taken: [...free.map(([name]) => name), ...keys.taken],
        ignored: [...locked, ...keys.ignored, ...read.ignored],
      },
    };
  }

  /** Of another system's keys, and of those that another program has, it is said that they were left out. */
  #takeHotkeys(given: Partial<Record<HotkeyAction, string | undefined>>): {
    taken: string[];
    ignored: IgnoredSetting[];
  } {
    const wanted = hotkeyActions.flatMap((action) => {
      const accelerator = given[action];
      return accelerator === undefined ? [] : [{ action, accelerator, name: `hotkeys.${action}` }];
    });
    const isTaken = ({ action, accelerator }: (typeof wanted)[number]) =>
      this.#options.setHotkey(action, accelerator).ok;
    const former = this.#options.settings.get().hotkeys;
    const first = wanted.filter((one) => !isTaken(one));
    // Two that change places are free for each other only where neither is held.
    for (const { action } of first) this.#options.setHotkey(action, "");
    const left = first.filter((one) => !isTaken(one));
    for (const { action } of left) this.#options.setHotkey(action, former[action] ?? defaultHotkeys[action]);
    return {
      taken: wanted.filter((one) => !left.includes(one)).map(({ name }) => name),
      ignored: left.map(({ name }) => ({ name, why: "not-valid" })),
    };
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
