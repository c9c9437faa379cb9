import { parse, stringify } from "devalue";
import type { WebContents, WebFrameMain } from "electron";
import type { WebSocket } from "ws";
import { createCloneCodec } from "./clone-codec.ts";
import type { IpcMainDouble } from "./ipc-main.ts";
import type { LoopbackAccess } from "./loopback-access.ts";
import type { FromPage, PageKey, ToPage } from "./page-messages.ts";
import type { AppProtocol } from "./protocol.ts";
import { createEvent, KnownEvents, missing, refuseUnknown, refuseUnknownOfClass } from "./refuse-unknown.ts";
import type { SessionDouble } from "./session.ts";
import { WindowServer } from "./window-server.ts";

type Offered = Pick<
  WebContents,
  | "id"
  | "send"
  | "getURL"
  | "getTitle"
  | "isLoading"
  | "isDestroyed"
  | "reload"
  | "forcefullyCrashRenderer"
  | "focus"
  | "openDevTools"
  | "setWindowOpenHandler"
>;
type OpenHandler = Parameters<WebContents["setWindowOpenHandler"]>[0];
export type Frame = Pick<WebFrameMain, "url" | "origin" | "name" | "processId" | "routingId" | "frameTreeNodeId"> & {
  parent: null;
  top: Frame;
  frames: Frame[];
};

const EMITTED = [
  "did-start-loading",
  "did-stop-loading",
  "did-navigate",
  "did-navigate-in-page",
  "dom-ready",
  "did-finish-load",
  "did-fail-load",
  "page-title-updated",
  "will-navigate",
  "will-redirect",
  "before-input-event",
  "preload-error",
  "render-process-gone",
  "destroyed",
];
/** Real events for which the double has no cause. */
const NEVER = [
  "will-frame-navigate",
  "will-attach-webview",
  "did-create-window",
  "context-menu",
  "console-message",
  "unresponsive",
  "responsive",
  "will-prevent-unload",
  "certificate-error",
  "select-bluetooth-device",
];

export interface WebContentsSurroundings {
  access: LoopbackAccess;
  protocol: AppProtocol;
  ipcMain: IpcMainDouble;
  session: SessionDouble;
  platform: string;
  changed(): void;
}

/** What the window around the page wants to know of it. */
export interface WindowOfPage {
  onTitle(title: string): void;
  onFocus(focused: boolean): void;
  onFirstLoad(): void;
  onCloseByPage(): void;
}

interface Loading {
  resolve(): void;
  reject(error: Error): void;
}

/** The page of one window, whether or not a browser has it open. */
export class WebContentsDouble extends KnownEvents implements Offered {
  readonly id: number;
  readonly session: SessionDouble["module"];
  readonly #surroundings: WebContentsSurroundings;
  readonly #window: WindowOfPage;
  readonly #preload: string | undefined;
  readonly #codec = createCloneCodec({ parse, stringify });
  #server: WindowServer | undefined;
  #listening: Promise<void> | undefined;
  /** Where the app sent the page last. */
  #target = "";
  /** What a browser was served last, and so what the page's messages come from. */
  #document = { number: 0, url: "" };
  #socket: WebSocket | undefined;
  #loading: Loading | undefined;
  #isLoading = false;
  #hasLoaded = false;
  #title = "";
  #openHandler: OpenHandler | undefined;
  #destroyed = false;

  constructor(id: number, preload: string | undefined, surroundings: WebContentsSurroundings, window: WindowOfPage) {
    super("webContents", [...EMITTED, ...NEVER]);
    this.id = id;
    this.session = surroundings.session.module;
    this.#preload = preload;
    this.#surroundings = surroundings;
    this.#window = window;
  }

  /** Drops what no page is there to hear, as Electron does before a page has loaded. */
  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError("Object has been destroyed");
    let cloned: unknown[];
    try {
      cloned = structuredClone(args);
    } catch {
      throw new Error("Failed to serialize arguments");
    }
    this.#tell({ type: "message", channel, args: cloned });
  }

  getURL(): string {
    return this.#document.url || this.#target;
  }

  getTitle(): string {
    return this.#title;
  }

  isLoading(): boolean {
    return this.#isLoading;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  reload(): void {
    this.#tell({ type: "reload" });
  }

  /** What was in the page is gone with its process; the browser's stays until it is reloaded. */
  forcefullyCrashRenderer(): void {
    setImmediate(() => this.crash());
  }

  focus(): void {
    // A page cannot take the focus of a browser; the window remembers what the app wished.
    this.#window.onFocus(true);
  }

  /** A browser has its own. */
  openDevTools(): void {}

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  get mainFrame(): Frame {
    return frameOf(this.#document.url, this.id);
  }

  // --- for the window around it ---------------------------------------------------------------------------------------

  /** Settles when a browser has loaded the page, as Electron's does when its own has. */
  async load(url: string): Promise<void> {
    const scheme = new URL(url).protocol.slice(0, -1);
    if (!this.#surroundings.protocol.isStandard(scheme)) {
      throw missing(`loadURL of ${scheme}: (only the app's own standard schemes are)`);
    }
    this.#loading?.reject(loadError(-3, "ERR_ABORTED", this.#target));
    this.#target = url;
    const loaded = new Promise<void>((resolve, reject) => {
      this.#loading = { resolve, reject };
    });
    if (!this.#surroundings.protocol.handles(url)) {
      this.#fail(-302, "ERR_UNKNOWN_URL_SCHEME", url);
      return loaded;
    }
    this.#isLoading = true;
    this.emit("did-start-loading");
    await this.#listen();
    this.#tell({ type: "go", url: this.#loopback(url) });
    this.#surroundings.changed();
    return loaded;
  }

  /** The address that opens the page in any browser, token included; undefined before there is one. */
  browserUrl(): string | undefined {
    if (this.#server === undefined || this.#listening !== undefined) return undefined;
    const url = this.#document.url || this.#target;
    return this.#surroundings.access.link(this.#server.port, url.slice(originOf(url).length) || "/");
  }

  isOpen(): boolean {
    return this.#socket !== undefined;
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#loading?.reject(loadError(-2, "ERR_FAILED", this.#target));
    this.#loading = undefined;
    this.#tell({ type: "destroyed" });
    this.emit("destroyed");
    const server = this.#server;
    // The page gets the time to hear of it.
    if (this.#socket === undefined) server?.close();
    else this.#socket.once("close", () => server?.close());
  }

  /** As if the renderer process had crashed. */
  crash(): void {
    this.emit("render-process-gone", createEvent({}), { reason: "crashed", exitCode: 1 });
  }

  // --- the page's connection ------------------------------------------------------------------------------------------

  async #listen(): Promise<void> {
    if (this.#server === undefined) {
      this.#server = new WindowServer({
        access: this.#surroundings.access,
        respond: (request) => this.#surroundings.protocol.respond(request),
        appOrigin: () => originOf(this.#target),
        preload: this.#preload,
        platform: this.#surroundings.platform,
        onDocument: (url) => this.#served(url),
        onConnect: (document, socket) => this.#connect(document, socket),
        onRedirect: (url) => (this.#mayGo("will-redirect", url) ? "go" : "stay"),
        onPreloadError: (error) => this.#preloadFailed(error),
      });
      this.#listening = this.#server.listen();
    }
    await this.#listening;
    this.#listening = undefined;
  }

  #served(url: string): number {
    this.#document = { number: this.#document.number + 1, url };
    this.#isLoading = true;
    // Whoever had the page before is no longer this window.
    this.#socket?.close();
    this.#socket = undefined;
    this.emit("did-navigate", createEvent({}), url, 200, "OK");
    return this.#document.number;
  }

  #connect(document: number, socket: WebSocket): void {
    if (document !== this.#document.number || this.#destroyed) {
      socket.close();
      return;
    }
    this.#socket = socket;
    this.#surroundings.changed();
    socket.on("message", (data) => {
      if (this.#socket === socket) this.#receive(this.#codec.decode(String(data)) as FromPage);
    });
    socket.on("error", (error) => console.error("electron-double: a page's connection failed", error));
    socket.on("close", () => {
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      this.#window.onFocus(false);
      this.#surroundings.changed();
    });
  }

  #tell(message: ToPage): void {
    this.#socket?.send(this.#codec.encode(message));
  }

  #receive(message: FromPage): void {
    switch (message.type) {
      case "invoke":
        void this.#invoke(message.id, message.channel, message.args);
        break;
      case "send":
        this.#surroundings.ipcMain.receive(this.#sender(), message.channel, message.args);
        break;
      case "dom-ready":
        this.emit("dom-ready", createEvent({}));
        break;
      case "loaded":
        this.#loaded();
        break;
      case "title":
        this.#title = message.title;
        this.emit("page-title-updated", createEvent({}), message.title, true);
        this.#window.onTitle(message.title);
        break;
      case "focus":
        this.#window.onFocus(message.focused);
        break;
      case "navigate":
        if (this.#mayGo("will-navigate", message.url)) this.#tell({ type: "go", url: this.#loopback(message.url) });
        break;
      case "navigated-in-page":
        this.#document = { ...this.#document, url: message.url };
        this.emit("did-navigate-in-page", createEvent({}), message.url, true);
        break;
      case "open":
        this.#open(message);
        break;
      case "key":
        this.#key(message.input);
        break;
      case "preload-error":
        this.#preloadFailed(Object.assign(new Error(message.message), { stack: message.stack }));
        break;
      case "close":
        this.#window.onCloseByPage();
        break;
    }
  }

  async #invoke(id: number, channel: string, args: unknown[]): Promise<void> {
    try {
      const value = await this.#surroundings.ipcMain.invoke(this.#sender(), channel, args);
      let cloned: unknown;
      try {
        cloned = structuredClone(value);
      } catch {
        throw new Error("An object could not be cloned.");
      }
      this.#tell({ type: "result", id, value: cloned });
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      this.#tell({ type: "refusal", id, message: `Error invoking remote method '${channel}': ${String(error)}` });
    }
  }

  #sender() {
    return { sender: this, senderFrame: this.mainFrame };
  }

  #loaded(): void {
    this.#isLoading = false;
    this.emit("did-finish-load");
    this.emit("did-stop-loading");
    if (!this.#hasLoaded) this.#window.onFirstLoad();
    this.#hasLoaded = true;
    this.#loading?.resolve();
    this.#loading = undefined;
    this.#surroundings.changed();
  }

  #fail(code: number, description: string, url: string): void {
    this.emit("did-fail-load", createEvent({}), code, description, url, true);
    this.#loading?.reject(loadError(code, description, url));
    this.#loading = undefined;
  }

  #preloadFailed(error: Error): void {
    console.error(`Unable to load preload script: ${this.#preload}`, error);
    this.emit("preload-error", createEvent({}), this.#preload, error);
  }

  #mayGo(event: "will-navigate" | "will-redirect", url: string): boolean {
    const details = createEvent({ url, isSameDocument: false, isMainFrame: true, frame: this.mainFrame });
    this.emit(event, details, url);
    return !details.defaultPrevented;
  }

  #open({ url, frameName, features, disposition }: Extract<FromPage, { type: "open" }>): void {
    const referrer = { url: "", policy: "strict-origin-when-cross-origin" as const };
    const response = this.#openHandler?.({ url, frameName, features, disposition, referrer });
    if (response?.action !== "deny") console.error(missing(`a window opened by a page (${url})`).message);
  }

  #key(key: PageKey): void {
    const event = createEvent({});
    this.emit("before-input-event", event, { ...key, isComposing: false, location: 0, modifiers: [] });
    if (event.defaultPrevented) console.error(missing("preventDefault() of before-input-event").message);
  }

  /** Where an address of the app is on loopback; others stay what they are. */
  #loopback(url: string): string {
    const origin = originOf(this.#target);
    return this.#server !== undefined && (url === origin || url.startsWith(`${origin}/`))
      ? this.#server.origin + (url.slice(origin.length) || "/")
      : url;
  }
}
refuseUnknownOfClass(WebContentsDouble, "webContents");

/** The origin of a standard scheme's URL, which Node's URL gives for the web's own schemes only. */
function originOf(url: string): string {
  if (url === "") return "null";
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

function frameOf(url: string, id: number): Frame {
  const frame: Frame = {
    url,
    origin: originOf(url),
    name: "",
    processId: 1000 + id,
    routingId: 1,
    frameTreeNodeId: id,
    parent: null,
    get top() {
      return frame;
    },
    frames: [],
  };
  return refuseUnknown(frame, "webFrameMain");
}

function loadError(code: number, description: string, url: string): Error {
  return Object.assign(new Error(`${description} (${code}) loading '${url}'`), { errno: code, code: description, url });
}
