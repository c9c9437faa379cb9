import type { IpcMain, IpcMainInvokeEvent } from "electron";
import { createEvent, KnownEvents, refuseUnknown } from "./refuse-unknown.ts";
import type { Frame, WebContentsDouble } from "./web-contents.ts";

/** What listeners get first; a part of Electron's `IpcMainInvokeEvent`. */
export interface SenderEvent {
  sender: WebContentsDouble;
  senderFrame: Frame;
}
type Handler = Parameters<IpcMain["handle"]>[1];
type Offered = Pick<IpcMain, "handle" | "handleOnce" | "removeHandler">;

/** The main process's end of IPC. */
export class IpcMainDouble extends KnownEvents implements Offered {
  readonly #handlers = new Map<string, Handler>();

  constructor() {
    // Channels are the app's own names.
    super("ipcMain", "any");
    refuseUnknown(this, "ipcMain");
  }

  handle(channel: string, listener: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, listener);
  }

  handleOnce(channel: string, listener: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return listener(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Runs the handler for a page's `invoke`. */
  async invoke(from: SenderEvent, channel: string, args: unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return handler(senderEvent(from), ...args);
  }

  /** Tells the listeners of a page's `send`. */
  receive(from: SenderEvent, channel: string, args: unknown[]): void {
    const reply = (answerChannel: string, ...answer: unknown[]) => from.sender.send(answerChannel, ...answer);
    this.emit(channel, senderEvent({ ...from, reply }), ...args);
  }
}

/** The part of Electron's event that a listener may use; the rest throws by name. */
function senderEvent(properties: SenderEvent & { reply?: (channel: string, ...args: unknown[]) => void }) {
  const event = createEvent({ ...properties, processId: properties.senderFrame.processId, type: "frame" });
  return refuseUnknown(event, "the IPC event") as unknown as IpcMainInvokeEvent;
}
