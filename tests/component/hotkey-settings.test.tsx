import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { HotkeysState } from "../../shared/ipc/hotkey-requests.ts";
import { hotkeysState, idleSnapshot } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

async function openHotkeys(patch: Partial<HotkeysState> = {}) {
  const open = await openWindow(idleSnapshot({ hotkeys: hotkeysState(patch) }));
  await open.user.click(screen.getByRole("tab", { name: "Settings" }));
  return open;
}

const hotkey = (name: string) => within(screen.getByRole("group", { name }));
const recorder = (name: string) => screen.getByRole("button", { name: `Choose keys: ${name}` });
/** Presses keys as a keyboard would, on the field that waits for them. */
function press(field: HTMLElement, key: string, code: string, held: Partial<KeyboardEventInit> = {}) {
  fireEvent.keyDown(field, { key, code, ...held });
}

describe("hotkeys", () => {
  test("are chosen by pressing them; meanwhile none of ours is heard", async () => {
    const { bridge, user } = await openHotkeys();
    await user.click(hotkey("Open the dial bar").getByRole("button", { name: /^Choose keys/ }));
    expect(bridge.inputsOf("hotkeys.record").at(-1)).toEqual({ on: true });
    const field = recorder("Open the dial bar");
    expect(field).toHaveFocus();
    press(field, "Control", "ControlLeft", { ctrlKey: true });
    expect(field).toHaveTextContent("Ctrl+…");
    await main(() => press(field, "k", "KeyK", { ctrlKey: true, altKey: true }));
    expect(bridge.inputsOf("hotkeys.set")).toEqual([{ action: "dial-bar", accelerator: "CommandOrControl+Alt+K" }]);
    expect(bridge.inputsOf("hotkeys.record").at(-1)).toEqual({ on: false });
    expect(hotkey("Open the dial bar").getByRole("button", { name: /^Choose keys/ })).toHaveFocus();
  });

  test("what stands in the way is named, and he can go on pressing", async () => {
    const { bridge, user } = await openHotkeys();
    await user.click(hotkey("Open the dial bar").getByRole("button", { name: /^Choose keys/ }));
    const field = recorder("Open the dial bar");
    const said = () => hotkey("Open the dial bar").getByRole("alert").textContent;
    press(field, "D", "KeyD", { ctrlKey: true, shiftKey: true });
    expect(said()).toBe("Ctrl+Shift+D is already chosen for: Dial what is selected.");
    press(field, "F4", "F4", { altKey: true });
    expect(said()).toBe("Alt+F4 belongs to the system and cannot be used.");
    press(field, "c", "KeyC", { ctrlKey: true });
    expect(said()).toBe("Ctrl+C is used in every program and cannot be used here.");
    press(field, "k", "KeyK");
    expect(said()).toBe("K needs Ctrl or Alt with it. Otherwise you could not type with it.");
    press(field, "€", "KeyE", { ctrlKey: true, altKey: true });
    expect(said()).toBe("Ctrl+Alt+E types a sign on many keyboards and cannot be used.");
    press(field, "æ", "Semicolon", { ctrlKey: true });
    expect(said()).toMatch(/^That key cannot be used/);
    expect(bridge.inputsOf("hotkeys.set")).toEqual([]);
  });

  test("Esc leaves everything as it was, and so does going elsewhere", async () => {
    const { bridge, user } = await openHotkeys();
    await user.click(hotkey("Do not disturb on/off").getByRole("button", { name: /^Choose keys/ }));
    await user.keyboard("{Escape}");
    expect(hotkey("Do not disturb on/off").getByRole("button", { name: /^Choose keys/ })).toHaveFocus();
    for (const leave of [() => user.keyboard("{Escape}"), () => user.tab()]) {
      await user.click(hotkey("Do not disturb on/off").getByRole("button", { name: /^Choose keys/ }));
      await leave();
      expect(hotkey("Do not disturb on/off").queryByText("Press the keys …")).toBeNull();
      expect(bridge.inputsOf("hotkeys.record").at(-1)).toEqual({ on: false });
    }
    expect(bridge.inputsOf("hotkeys.set")).toEqual([]);
    expect(bridge.inputsOf("window.hide")).toEqual([]);
  });

  test("one is removed, and comes back as it was at first", async () => {
    const { bridge, user } = await openHotkeys();
    await user.click(screen.getByRole("button", { name: "Remove keys: Dial what is selected" }));
    await main(() =>
      bridge.change({
        hotkeys: hotkeysState({ items: [{ action: "dial-selection", accelerator: "", state: "off" }] }),
      }),
    );
    await user.click(screen.getByRole("button", { name: "Use Ctrl+Shift+D: Dial what is selected" }));
    expect(bridge.inputsOf("hotkeys.set")).toEqual([
      { action: "dial-selection", accelerator: "" },
      { action: "dial-selection", accelerator: "CommandOrControl+Shift+D" },
    ]);
  });

  test("F2 is offered to open the customer", async () => {
    const { bridge, user } = await openHotkeys();
    await user.click(screen.getByRole("button", { name: "Use F2: Open the customer who calls" }));
    expect(bridge.inputsOf("hotkeys.set")).toEqual([{ action: "open-customer", accelerator: "F2" }]);
  });

  test("one that another program has is said, and that the former still works", async () => {
    await openHotkeys({
      items: [
        { action: "dial-selection", accelerator: "CommandOrControl+Shift+D", state: "failed" },
        { action: "dial-bar", accelerator: "CommandOrControl+Alt+K", state: "on", refused: "CommandOrControl+Alt+L" },
        { action: "do-not-disturb", accelerator: "", state: "off", refused: "CommandOrControl+Alt+M" },
      ],
    });
    expect(screen.getByText(/^Ctrl\+Shift\+D does not work: another program uses it/)).toBeVisible();
    expect(screen.getByText("Ctrl+Alt+L is used by another program. You still have Ctrl+Alt+K.")).toBeVisible();
    expect(screen.getByText("Ctrl+Alt+M is used by another program.")).toBeVisible();
  });

  test("a Mac's keys are a Mac's, and its permission is explained and asked for", async () => {
    const { bridge, user } = await openHotkeys({ platform: "mac", selection: "permission" });
    expect(hotkey("Dial what is selected").getByText("⇧⌘D")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Allow …" }));
    expect(bridge.inputsOf("hotkeys.askPermission")).toHaveLength(1);
    await user.click(hotkey("Open the dial bar").getByRole("button", { name: /^Choose keys/ }));
    press(recorder("Open the dial bar"), "c", "KeyC", { metaKey: true });
    expect(hotkey("Open the dial bar").getByRole("alert")).toHaveTextContent("⌘C is used in every program");
  });

  test("on Wayland it is said what does not work", async () => {
    await openHotkeys({ platform: "linux", selection: "none" });
    expect(screen.getByText(/^On Wayland, programs cannot see/)).toBeVisible();
  });

  test("dialling at once is his to choose", async () => {
    const { bridge, user } = await openHotkeys();
    await user.click(screen.getByRole("switch", { name: "Dial what is selected at once" }));
    expect(bridge.inputsOf("settings.update")).toEqual([{ dialSelectionAtOnce: true }]);
  });
});
