import type { BarView } from "../../shared/ipc/dial-bar.ts";
import type { HotkeysState } from "../../shared/ipc/hotkey-requests.ts";
import { hotkeysState, idleSnapshot } from "../fakes/fixture-snapshots.ts";
import type { Scene } from "./scenes.ts";

function withHotkeys(patch: Partial<HotkeysState>): Scene {
  return { snapshot: idleSnapshot({ hotkeys: hotkeysState(patch) }), history: [], view: "settings" };
}

/** The dial bar's window as it is opened with this. */
function barWith(patch: Partial<BarView>): Scene {
  return {
    snapshot: idleSnapshot(),
    history: [],
    bar: ({ locale, settings }) => ({
      rev: 1,
      locale,
      theme: settings.theme,
      opened: 1,
      text: "",
      found: [],
      offersClipboard: false,
      offersPermission: false,
      ...patch,
    }),
  };
}

/** The hotkeys in the settings, and the dial bar. */
export const hotkeyScenes = {
  hotkeys: () => withHotkeys({}),
  "hotkeys-troubled": () =>
    withHotkeys({
      items: [
        { action: "dial-selection", accelerator: "CommandOrControl+Shift+D", state: "failed" },
        { action: "dial-bar", accelerator: "CommandOrControl+Alt+K", state: "on", refused: "CommandOrControl+Alt+L" },
        { action: "open-customer", accelerator: "F2", state: "waiting" },
        { action: "do-not-disturb", accelerator: "CommandOrControl+Shift+Alt+PageDown", state: "on" },
      ],
    }),
  "hotkeys-mac": () => withHotkeys({ platform: "mac", selection: "permission" }),
  "hotkeys-wayland": () => withHotkeys({ platform: "linux", selection: "none" }),
  bar: () => barWith({}),
  "bar-number": () => barWith({ text: "86 51 51 51" }),
  "bar-found": () =>
    barWith({
      found: [
        {
          kind: "pasted",
          number: "86515151",
          displayNumber: "86 51 51 51",
          name: "Jens Østergaard",
          company: "Vestas Service A/S",
        },
        { kind: "pasted", number: "20304050", displayNumber: "20 30 40 50" },
        { kind: "pasted", number: "0046812345678", displayNumber: "+46 8 123 456 78", warning: "foreign" },
      ],
    }),
  "bar-nothing": () => barWith({ hint: "nothing" }),
  "bar-permission": () => barWith({ hint: "permission", offersClipboard: true, offersPermission: true }),
  "bar-wayland": () => barWith({ hint: "wayland", offersClipboard: true }),
  "bar-rings": () =>
    barWith({
      text: "86 51 51 51",
      call: { displayNumber: "86 51 51 51", name: "Jens Østergaard", state: "lift-phone" },
    }),
  "bar-failed": () =>
    barWith({
      text: "86 51 51 51",
      call: { displayNumber: "86 51 51 51", state: "failed", problem: { code: "no-login", message: "" } },
    }),
  "bar-unsure": () => barWith({ text: "86 51 51 51", call: { displayNumber: "86 51 51 51", state: "unsure" } }),
} satisfies Record<string, () => Scene>;
