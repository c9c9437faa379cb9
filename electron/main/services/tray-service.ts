import type { Snapshot } from "../../../shared/ipc/snapshot.ts";
import type { Translator } from "../ports/translate.ts";
import type { Tray } from "../ports/tray.ts";
import type { AppState } from "./app-state.ts";
import { presentTray, trayCommands } from "./tray-presenter.ts";

export interface TrayServiceOptions {
  state: AppState;
  tray: Tray;
  translator: Translator;
  onOpen(): void;
  onShow(view: "calls" | "settings"): void;
  onReconnect(): void;
  onFlow(localNumber: string, active: boolean): void;
  onQuit(): void;
}

/** Keeps the tray in step with the state, and passes on what is chosen from its menu. */
export class TrayService {
  readonly #options: TrayServiceOptions;

  constructor(options: TrayServiceOptions) {
    this.#options = options;
  }

  start(): void {
    const { state, tray } = this.#options;
    tray.onOpen(() => this.#options.onOpen());
    tray.onCommand((id) => this.#carryOut(id));
    state.subscribe((snapshot) => this.#render(snapshot));
    this.#render(state.snapshot);
  }

  #render(snapshot: Snapshot): void {
    this.#options.tray.render(presentTray(snapshot, this.#options.translator));
  }

  #carryOut(id: string): void {
    const { onShow, onReconnect, onQuit, onFlow, state } = this.#options;
    if (id === trayCommands.settings) onShow("settings");
    else if (id === trayCommands.reconnect) onReconnect();
    else if (id === trayCommands.quit) onQuit();
    else if (id.startsWith(trayCommands.flowPrefix)) {
      const localNumber = id.slice(trayCommands.flowPrefix.length);
      const flow = state.snapshot.callFlows.flows.find((candidate) => candidate.localNumber === localNumber);
      if (flow !== undefined) onFlow(localNumber, !flow.active);
    } else onShow("calls");
  }
}
