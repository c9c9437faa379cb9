import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createTranslator } from "../../../electron/main/adapters/i18next-translator.ts";
import { nodeFileWriter } from "../../../electron/main/adapters/node-file-writer.ts";
import { nodeTextFile } from "../../../electron/main/adapters/node-text-file.ts";
import { SettingsFiles } from "../../../electron/main/services/settings-files.ts";
import type { SettingsChanges } from "../../../electron/main/services/settings-service.ts";
import { FakeFileDialogs } from "../../fakes/fake-file-dialogs.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

function setUp() {
  const settings = new FakeSettings({ theme: "dark", historyDays: 30 });
  const files = new FakeFileDialogs();
  const updates: SettingsChanges[] = [];
  const service = new SettingsFiles({
    settings,
    service: {
      update(changes) {
        updates.push(changes);
        return { ok: true, value: undefined };
      },
    },
    setHotkey(action, accelerator) {
      const others = Object.entries(settings.get().hotkeys).filter(([other]) => other !== action);
      const isHeld = accelerator !== "" && others.some(([, text]) => text === accelerator);
      if (isHeld || accelerator === "Super+L") return { ok: false, code: "hotkey-taken", message: "" };
      settings.update({ hotkeys: { ...settings.get().hotkeys, [action]: accelerator } });
      return { ok: true, value: undefined };
    },
    files,
    writer: nodeFileWriter,
    reader: nodeTextFile,
    translator: createTranslator("da"),
    logger: new SilentLogger(),
  });
  return { settings, files, service, updates, path: join(temporaryFolder(), "settings.json") };
}

describe("settings as a file", () => {
  it("go out without secrets and come in again", async () => {
    const { files, service, updates, path } = setUp();
    files.answers.push(path, path);
    expect(await service.export()).toEqual({ ok: true, value: { saved: true } });
    expect(readFileSync(path, "utf8")).not.toMatch(/nordlys|api|200000/);
    const imported = await service.import();
    expect(imported).toMatchObject({ ok: true, value: { ignored: [] } });
    expect(updates).toEqual([expect.objectContaining({ theme: "dark", historyDays: 30 })]);
  });

  it("that the administrator has locked are left out, and the others taken", async () => {
    const { settings, files, service, updates, path } = setUp();
    settings.locked.add("historyDays");
    writeFileSync(
      path,
      '{"kind":"sidetone-settings","version":1,"settings":{"historyDays":9,"language":"en","theme":1,"x":1}}',
    );
    files.answers.push(path);
    expect(await service.import()).toEqual({
      ok: true,
      value: {
        taken: ["language"],
        ignored: [
          { name: "historyDays", why: "locked" },
          { name: "theme", why: "not-valid" },
          { name: "x", why: "unknown" },
        ],
      },
    });
    expect(updates).toEqual([{ language: "en" }]);
  });

  it("bring his hotkeys, also where two change places; one that is not to be had stays as it was", async () => {
    const { settings, files, service, path } = setUp();
    settings.update({ hotkeys: { "dial-bar": "Alt+B", "do-not-disturb": "Alt+N", "open-customer": "F2" } });
    files.answers.push(path, path);
    await service.export();
    expect(JSON.parse(readFileSync(path, "utf8")).settings.hotkeys).toEqual(settings.get().hotkeys);
    writeFileSync(
      path,
      JSON.stringify({
        kind: "sidetone-settings",
        version: 1,
        settings: {
          hotkeys: { "dial-bar": "Alt+N", "do-not-disturb": "Alt+B", "open-customer": "Super+L", other: "x" },
        },
      }),
    );
    expect(await service.import()).toEqual({
      ok: true,
      value: {
        taken: ["hotkeys.dial-bar", "hotkeys.do-not-disturb"],
        ignored: [{ name: "hotkeys.open-customer", why: "not-valid" }],
      },
    });
    expect(settings.get().hotkeys).toEqual({ "dial-bar": "Alt+N", "do-not-disturb": "Alt+B", "open-customer": "F2" });
  });

  it("are asked for by a dialog that he may close", async () => {
    const { service, updates } = setUp();
    expect(await service.export()).toEqual({ ok: true, value: { saved: false } });
    expect(await service.import()).toEqual({ ok: true, value: undefined });
    expect(updates).toEqual([]);
  });

  it.each([
    ["no JSON", "hello", "not-settings"],
    ["far too long", "x".repeat(1_000_000), "not-settings"],
    ["a newer version's", '{"kind":"sidetone-settings","version":9,"settings":{}}', "settings-newer"],
  ])("in a file that is %s are refused", async (_, text, code) => {
    const { files, service, path } = setUp();
    writeFileSync(path, text);
    files.answers.push(path);
    expect(await service.import()).toMatchObject({ ok: false, code });
  });

  it("that cannot be read or written say so", async () => {
    const { files, service, path } = setUp();
    files.answers.push(path, join(path, "in-a-file"));
    expect(await service.import()).toMatchObject({ ok: false, code: "file-not-readable" });
    writeFileSync(path, "");
    expect(await service.export()).toMatchObject({ ok: false, code: "file-not-written" });
  });
});
