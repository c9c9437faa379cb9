import type { RequestName } from "../../../shared/ipc/contract.ts";
import { succeeded } from "../services/failure.ts";
import type { HotkeysService } from "../services/hotkeys-service.ts";
import type { Handlers } from "./handlers.ts";

type HotkeyRequest = Extract<RequestName, `hotkeys.${string}`>;

export interface HotkeyServices {
  hotkeys: HotkeysService;
  /** macOS: its question whether the app may press keys. */
  askPermission(): void;
}

export function createHotkeyHandlers({ hotkeys, askPermission }: HotkeyServices): Pick<Handlers, HotkeyRequest> {
  return {
    "hotkeys.set": ({ action, accelerator }) => hotkeys.set(action, accelerator),
    "hotkeys.record": ({ on }) => hotkeys.record(on),
    "hotkeys.askPermission": () => {
      askPermission();
      return succeeded();
    },
  };
}
