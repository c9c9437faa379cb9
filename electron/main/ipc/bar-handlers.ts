import type { RequestName } from "../../../shared/ipc/contract.ts";
import type { DialBarWindow } from "../ports/dial-bar-window.ts";
import type { DialBar } from "../services/dial-bar.ts";
import { succeeded } from "../services/failure.ts";
import type { SelectionDialling } from "../services/selection-dialling.ts";
import type { Handlers } from "./handlers.ts";

type BarRequest = Extract<RequestName, `bar.${string}`>;

export interface BarServices {
  bar: DialBar;
  barWindow: DialBarWindow;
  selectionDialling: SelectionDialling;
  /** macOS: its question whether the app may press keys. */
  askPermission(): void;
}

/** What the dial bar's window may ask: its own, and whom a text means. */
export function isBarRequest(name: RequestName): boolean {
  return name.startsWith("bar.") || name === "dial.preview";
}

export function createBarHandlers(services: BarServices): Pick<Handlers, BarRequest> {
  const { bar, barWindow, selectionDialling } = services;
  return {
    "bar.get": () => ({ ok: true, value: bar.view }),
    "bar.size": ({ height }) => {
      barWindow.resize(height);
      return succeeded();
    },
    "bar.dial": ({ number }) => bar.dial(number),
    "bar.clear": () => {
      bar.clear();
      return succeeded();
    },
    "bar.useClipboard": async () => {
      await selectionDialling.dialClipboard();
      return succeeded();
    },
    "bar.askPermission": () => {
      services.askPermission();
      return succeeded();
    },
    "bar.close": () => {
      bar.close();
      return succeeded();
    },
  };
}
