import { afterEach, expect, it, vi } from "vitest";
import { loginItem } from "../../../electron/main/adapters/autostart/login-item.ts";

const electron = vi.hoisted(() => ({ getLoginItemSettings: vi.fn(), setLoginItemSettings: vi.fn() }));
vi.mock("electron", () => ({ app: electron }));

afterEach(() => vi.unstubAllGlobals());

function on(platform: NodeJS.Platform, settings: Record<string, unknown>): boolean {
  vi.stubGlobal("process", { ...process, platform });
  electron.getLoginItemSettings.mockReturnValue(settings);
  return loginItem.isOn();
}

it("a start that he switched off in Windows' Task Manager is off, and can be switched on again", () => {
  expect(on("win32", { openAtLogin: true, executableWillLaunchAtLogin: false })).toBe(false);
  expect(on("win32", { openAtLogin: true, executableWillLaunchAtLogin: true })).toBe(true);
  expect(on("win32", { openAtLogin: false, executableWillLaunchAtLogin: true })).toBe(false);
  loginItem.set(true);
  expect(electron.setLoginItemSettings).toHaveBeenCalledWith({ openAtLogin: true, args: ["--hidden"] });
});

it("macOS tells it by one word", () => {
  expect(on("darwin", { openAtLogin: true })).toBe(true);
  expect(on("darwin", { openAtLogin: false })).toBe(false);
});
