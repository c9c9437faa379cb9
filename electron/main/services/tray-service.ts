import type { Snapshot } from "../../../shared/ipc/snapshot.ts";
import type { Clock } from "../ports/clock.ts";
import type { Translator } from "../ports/translate.ts";
import type { Tray } from "../ports/tray.ts";
import type { AppState } from "./app-state.ts";
import { type CallFlowCommand, readCallFlowCommand } from "./tray-call-flows.ts";
import { presentTray, trayCommands } from "./tray-presenter.ts";

export interface TrayServiceOptions {
  state: AppState;
  tray: Tray;
  translator: Translator;
  onOpen(): void;
  onShow(view: "calls" | "settings"): void;
  onReconnect(): void;
  clock: Clock;
  onCallFlow(command: CallFlowCommand): void;
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
    const { tray, translator, clock } = this.#options;
    tray.render(presentTray(snapshot, translator, clock.now()));
  }

  #carryOut(id: string): void {
    const { onShow, onReconnect, onQuit, onCallFlow, clock } = this.#options;
    const callFlow = readCallFlowCommand(id, clock.now());
    if (id === trayCommands.settings) onShow("settings");
    else if (id === trayCommands.reconnect) onReconnect();
    else if (id === trayCommands.quit) onQuit();
    else if (callFlow !== undefined) onCallFlow(callFlow);
    else onShow("calls");
  }
}
