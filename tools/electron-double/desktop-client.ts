import { setTimeout as deadline } from "node:timers/promises";
import { WebSocket } from "ws";
import type { CommandInput, CommandName, DesktopState, Failures } from "./desktop-contract.ts";
import { TOKEN_PARAMETER } from "./loopback-access.ts";

/** Milliseconds. */
const DEFAULT_TIMEOUT = 30_000;

/** A test's or the demo's hands and eyes on the desktop. */
export class DesktopClient {
  readonly #origin: string;
  readonly #token: string;
  readonly #socket: WebSocket;
  readonly #listeners = new Set<(state: DesktopState) => void>();
  #state: DesktopState;

  constructor(origin: string, token: string, socket: WebSocket, first: DesktopState) {
    this.#origin = origin;
    this.#token = token;
    this.#socket = socket;
    this.#state = first;
    socket.on("message", (data) => {
      this.#state = JSON.parse(String(data)) as DesktopState;
      for (const listener of this.#listeners) listener(this.#state);
    });
    // The app is gone; what waits for it runs into its own deadline.
    socket.on("error", () => {});
  }

  /** What the desktop shows at this moment. */
  async state(): Promise<DesktopState> {
    const response = await fetch(`${this.#origin}/api/state`, { headers: this.#headers() });
    if (!response.ok) throw new Error(`the desktop answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as DesktopState;
  }

  /**
   * Waits until the desktop is as described, and gives what the predicate gave (`undefined` and `false` are "not yet").
   * @throws Error after `timeout` milliseconds, with what was waited for and what the desktop shows instead.
   */
  async waitFor<Found>(
    predicate: (state: DesktopState) => Found | undefined | false,
    { timeout = DEFAULT_TIMEOUT, what = predicate.toString() }: { timeout?: number; what?: string } = {},
  ): Promise<Found> {
    const cancel = new AbortController();
    let stop = () => {};
    const found = new Promise<Found>((resolve, reject) => {
      const look = (state: DesktopState) => {
        try {
          const result = predicate(state);
          if (result !== undefined && result !== false) resolve(result);
        } catch (error) {
          reject(error);
        }
      };
      this.#listeners.add(look);
      stop = () => this.#listeners.delete(look);
      look(this.#state);
    });
    const late = deadline(timeout, undefined, { signal: cancel.signal }).then(() => {
      throw new Error(`not within ${timeout} ms: ${what}\nThe desktop shows ${JSON.stringify(this.#state, null, 2)}`);
    });
    try {
      return await Promise.race([found, late]);
    } finally {
      stop();
      cancel.abort();
      late.catch(() => {});
    }
  }

  clickTray(button: "left" | "right" | "double" = "left"): Promise<void> {
    return this.command("clickTray", { button });
  }

  /** By the labels from the top of the menu down. */
  clickTrayMenuItem(...path: string[]): Promise<void> {
    return this.command("clickTrayMenuItem", { path });
  }

  clickPopupMenuItem(...path: string[]): Promise<void> {
    return this.command("clickPopupMenuItem", { path });
  }

  clickNotification(id: string): Promise<void> {
    return this.command("clickNotification", { id });
  }

  actOnNotification(id: string, index: number): Promise<void> {
    return this.command("actOnNotification", { id, index });
  }

  replyToNotification(id: string, text: string): Promise<void> {
    return this.command("replyToNotification", { id, text });
  }

  closeNotification(id: string): Promise<void> {
    return this.command("closeNotification", { id });
  }

  activateToast(text: string): Promise<void> {
    return this.command("activateToast", { arguments: text });
  }

  pressShortcut(accelerator: string): Promise<void> {
    return this.command("pressShortcut", { accelerator });
  }

  answerDialog(id: string, button: number, more: { checkboxChecked?: boolean; paths?: string[] } = {}): Promise<void> {
    return this.command("answerDialog", { id, button, ...more });
  }

  setFailure(failures: Partial<Failures>): Promise<void> {
    return this.command("setFailure", failures);
  }

  power(event: CommandInput<"power">["event"]): Promise<void> {
    return this.command("power", { event });
  }

  /** As the system hands a link over to the app. */
  openUrl(url: string): Promise<void> {
    return this.command("openUrl", { url });
  }

  setSystemTheme(theme: "light" | "dark"): Promise<void> {
    return this.command("setSystemTheme", { theme });
  }

  setLocale(locale: string): Promise<void> {
    return this.command("setLocale", { locale });
  }

  quit(): Promise<void> {
    return this.command("quit", {});
  }

  /** The address that opens a window in any browser; waits until there is one. */
  windowUrl(id?: number): Promise<string> {
    return this.waitFor((state) => state.windows.find((window) => id === undefined || window.id === id)?.url, {
      what: id === undefined ? "a window with a page" : `window ${id} with a page`,
    });
  }

  /** Any command of the contract. @throws Error with the desktop's reason when it cannot be done. */
  async command<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<void> {
    const response = await fetch(`${this.#origin}/api/commands/${name}`, {
      method: "POST",
      headers: this.#headers(),
      body: JSON.stringify(input),
    });
    if (response.ok) return;
    const { message } = (await response.json()) as { message?: string };
    throw new Error(`${name}: ${message ?? response.status}`);
  }

  close(): void {
    this.#socket.terminate();
  }

  #headers() {
    return { Authorization: `Bearer ${this.#token}` };
  }
}

/** Connects by the link that the double prints. @throws Error when nothing is there or the token is another run's. */
export async function connectDesktop(url: string): Promise<DesktopClient> {
  const { origin, host, searchParams } = new URL(url);
  const token = searchParams.get(TOKEN_PARAMETER) ?? "";
  const socket = new WebSocket(`ws://${host}/api/changes`, { headers: { Authorization: `Bearer ${token}` } });
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    // Made while the message is dispatched: the next one may be in the same packet, and come before any promise settles.
    socket.once("message", (data) => {
      resolve(new DesktopClient(origin, token, socket, JSON.parse(String(data)) as DesktopState));
    });
  });
}
