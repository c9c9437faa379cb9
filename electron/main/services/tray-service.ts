import type { ShownCall, Snapshot } from "../../../shared/ipc/snapshot.ts";
import type { Clock } from "../ports/clock.ts";
import type { Translator } from "../ports/translate.ts";
import type { Tray } from "../ports/tray.ts";
import type { AppState } from "./app-state.ts";
import { type CallFlowCommand, readCallFlowCommand } from "./tray-call-flows.ts";
import { type QuietCommand, readQuietCommand } from "./tray-do-not-disturb.ts";
import { presentTray, trayCommands } from "./tray-presenter.ts";
import { readDialBack } from "./tray-recent-calls.ts";

export interface TrayServiceOptions {
  state: AppState;
  tray: Tray;
  translator: Translator;
  onOpen(): void;
  onShow(view: "calls" | "settings"): void;
  onReconnect(): void;
  /** The latest calls that are over, newest first. */
  recentCalls(): readonly ShownCall[];
  onDial(number: string): void;
  onQuiet(command: QuietCommand): void;
  clock: Clock;
  onCallFlow(command: CallFlowCommand): void;
  onQuit(): void;
}

/** Keeps the tray in step with the state, and passes on what is chosen from its menu. */
export class TrayService {
  readonly #options: TrayServiceOptions;
  #recent: { of: string; calls: readonly ShownCall[] } = { of: "", calls: [] };

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
    tray.render(presentTray(snapshot, this.#recentCalls(snapshot), translator, clock.now()));
  }

  /** Asked for anew where the history or the names in it changed. */
  #recentCalls({ historyRev, contactsRev }: Snapshot): readonly ShownCall[] {
    const of = `${historyRev}/${contactsRev}`;
    if (this.#recent.of !== of) this.#recent = { of, calls: this.#options.recentCalls() };
    return this.#recent.calls;
  }

  #carryOut(id: string): void {
    const { onShow, onReconnect, onQuit, onCallFlow, onDial, onQuiet, clock } = this.#options;
    const callFlow = readCallFlowCommand(id, clock.now());
    const quiet = readQuietCommand(id);
    const number = readDialBack(id);
    if (id === trayCommands.settings) onShow("settings");
    else if (id === trayCommands.reconnect) onReconnect();
    else if (id === trayCommands.quit) onQuit();
    else if (callFlow !== undefined) onCallFlow(callFlow);
    else if (quiet !== undefined) onQuiet(quiet);
    else if (number !== undefined) onDial(number);
    else onShow("calls");
  }
}
