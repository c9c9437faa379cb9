import type { FromPage, PageConfig, ToPage } from "./page-messages.ts";

type Listener = (...args: unknown[]) => void;
type RequirePreload = (name: string) => unknown;
/** The preload's text, wrapped as CommonJS modules are. */
type Preload = (require: RequirePreload, module: { exports: unknown }, exports: unknown, process: unknown) => void;

/**
 * What runs in a window's page before anything else of it: the renderer's half of Electron, and the preload. Served as this
 * function's source in a classic script, so it may use nothing from outside itself.
 *
 * The preload shares the page's world here; that it leaves nothing in it but through `contextBridge` is checked.
 */
export function pageRuntime(config: PageConfig, preload: Preload | undefined): void {
  const nativeClose = window.close.bind(window);
  const missing = (name: string) => new Error(`electron-double: ${name} is not there`);
  const refuseUnknown = <Guarded extends object>(guarded: Guarded, name: string): Guarded =>
    new Proxy(guarded, {
      get(target, key, receiver) {
        if (typeof key === "symbol" || key in target || key === "then" || key === "toJSON") {
          return Reflect.get(target, key, receiver);
        }
        throw missing(`${name}.${key}`);
      },
    });

  class Emitter {
    readonly #listeners = new Map<string, { call: Listener; original: Listener }[]>();

    on(event: string, listener: Listener): this {
      this.#add(event, { call: listener, original: listener });
      return this;
    }

    addListener(event: string, listener: Listener): this {
      return this.on(event, listener);
    }

    once(event: string, listener: Listener): this {
      const call: Listener = (...args) => {
        this.off(event, listener);
        listener.apply(this, args);
      };
      this.#add(event, { call, original: listener });
      return this;
    }

    off(event: string, listener: Listener): this {
      const entries = this.#listeners.get(event) ?? [];
      const index = entries.findLastIndex((entry) => entry.original === listener);
      this.#listeners.set(
        event,
        entries.filter((_, position) => position !== index),
      );
      return this;
    }

    removeListener(event: string, listener: Listener): this {
      return this.off(event, listener);
    }

    removeAllListeners(event?: string): this {
      if (event === undefined) this.#listeners.clear();
      else this.#listeners.delete(event);
      return this;
    }

    listenerCount(event: string): number {
      return this.#listeners.get(event)?.length ?? 0;
    }

    emit(event: string, ...args: unknown[]): boolean {
      const entries = this.#listeners.get(event) ?? [];
      for (const entry of entries) entry.call.apply(this, args);
      return entries.length > 0;
    }

    #add(event: string, entry: { call: Listener; original: Listener }): void {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), entry]);
    }
  }

  // --- the connection -------------------------------------------------------------------------------------------------

  const worker = new Worker(config.workerPath, { type: "module", name: "electron-double" });
  const post = (message: FromPage) => worker.postMessage(message);
  /** The browser's own structured clone decides, in Electron's words. */
  const postArguments = (message: FromPage) => {
    try {
      post(message);
    } catch {
      throw new Error("An object could not be cloned.");
    }
  };
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void; channel: string }>();
  let lastInvocation = 0;
  let leavingAsTold = false;

  const receive = (message: ToPage) => {
    switch (message.type) {
      case "result":
      case "refusal": {
        const invocation = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.type === "result") invocation?.resolve(message.value);
        else invocation?.reject(new Error(message.message));
        break;
      }
      case "message":
        ipcRenderer.emit(message.channel, { sender: ipcRenderer, ports: [] }, ...message.args);
        break;
      case "reload":
        leavingAsTold = true;
        location.reload();
        break;
      case "go":
        leavingAsTold = true;
        location.assign(message.url);
        break;
      case "destroyed":
        leavingAsTold = true;
        nativeClose();
        // A tab that the person opened himself does not close; it shows nothing instead.
        location.replace("about:blank");
        break;
    }
  };
  worker.onmessage = (event: MessageEvent<ToPage>) => receive(event.data);

  // --- the renderer's modules -----------------------------------------------------------------------------------------

  class IpcRenderer extends Emitter {
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const id = ++lastInvocation;
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject, channel }));
      try {
        postArguments({ type: "invoke", id, channel, args });
      } catch (error) {
        waiting.delete(id);
        throw error;
      }
      return answer;
    }

    send(channel: string, ...args: unknown[]): void {
      postArguments({ type: "send", channel, args });
    }
  }
  const ipcRenderer = new IpcRenderer();

  const DEEPEST = 1000;
  /** A value as `contextBridge` hands it over: a copy, with functions standing for functions and no prototypes. */
  const bridged = (value: unknown, depth = 0): unknown => {
    if (depth >= DEEPEST) {
      throw new TypeError(
        `Electron contextBridge recursion depth exceeded.  Nested objects deeper than ${DEEPEST} are not supported.`,
      );
    }
    if (typeof value === "function") {
      const call = value as Listener;
      return (...args: unknown[]): unknown => {
        let result: unknown;
        try {
          result = call(...args.map((argument) => bridged(argument)));
        } catch (error) {
          throw bridgedError(error);
        }
        return bridged(result);
      };
    }
    if (typeof value === "symbol") return undefined;
    if (typeof value !== "object" || value === null) return value;
    if (value instanceof Promise) {
      return value.then(
        (result: unknown) => bridged(result),
        (error: unknown) => Promise.reject(bridgedError(error)),
      );
    }
    if (value instanceof Error) return bridgedError(value);
    if (value instanceof Element || value instanceof Blob) return value;
    if (Array.isArray(value)) return value.map((item) => bridged(item, depth + 1));
    const tag = Object.prototype.toString.call(value);
    const isCloneable = tag !== "[object Object]" || ArrayBuffer.isView(value);
    if (isCloneable) {
      try {
        return structuredClone(value);
      } catch {
        throw new Error("An object could not be cloned.");
      }
    }
    const copy: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (typeof item !== "symbol") copy[key] = bridged(item, depth + 1);
    }
    return copy;
  };
  const bridgedError = (error: unknown): Error =>
    error instanceof Error ? new Error(error.message) : new Error(String(error));
  const freezeDeeply = (value: unknown): void => {
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return;
    Object.freeze(value);
    for (const item of Object.values(value)) freezeDeeply(item);
  };

  const exposed = new Set<string>();
  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown): void {
      if (Object.hasOwn(window, key)) {
        throw new Error("Cannot bind an API on top of an existing property on the window object");
      }
      const copy = bridged(api);
      freezeDeeply(copy);
      Object.defineProperty(window, key, { value: copy, enumerable: true, configurable: false, writable: false });
      exposed.add(key);
    },
  };

  // --- what a sandboxed preload may require ---------------------------------------------------------------------------

  const modules: Record<string, unknown> = {
    electron: refuseUnknown(
      {
        contextBridge: refuseUnknown(contextBridge, "contextBridge"),
        // A proxy would hide the private fields of the class from its methods; the methods are bound instead.
        ipcRenderer: refuseUnknown(
          Object.fromEntries(
            (
              ["invoke", "send", "on", "once", "off", "addListener", "removeListener", "removeAllListeners"] as const
            ).map((name) => [name, (ipcRenderer[name] as Listener).bind(ipcRenderer)]),
          ),
          "ipcRenderer",
        ),
      },
      "electron (in a preload)",
    ),
    events: Object.assign(Emitter, { EventEmitter: Emitter }),
    timers: {
      setTimeout: setTimeout.bind(window),
      clearTimeout: clearTimeout.bind(window),
      setInterval: setInterval.bind(window),
      clearInterval: clearInterval.bind(window),
    },
    url: { URL, URLSearchParams },
  };
  const requirePreload: RequirePreload = (name) => {
    const found = modules[name.replace(/^node:/, "").replace(/^electron\/(renderer|common)$/, "electron")];
    if (found === undefined) throw new Error(`module not found: ${name}`);
    return found;
  };
  const preloadProcess = refuseUnknown(
    {
      platform: config.platform,
      arch: config.arch,
      versions: Object.freeze({ ...config.versions }),
      type: "renderer",
      sandboxed: true,
      contextIsolated: true,
      env: {},
    },
    "process (in a sandboxed preload)",
  );

  if (preload !== undefined) {
    const before = new Set(Object.getOwnPropertyNames(window));
    try {
      const module = { exports: {} };
      preload(requirePreload, module, module.exports, preloadProcess);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      post({ type: "preload-error", message: error.message, stack: error.stack ?? "" });
      console.error("Unable to load preload script", error);
    }
    for (const name of Object.getOwnPropertyNames(window)) {
      if (before.has(name) || exposed.has(name)) continue;
      Reflect.deleteProperty(window, name);
      const message = `electron-double: the preload set window.${name}, which no page sees under contextIsolation`;
      post({ type: "preload-error", message, stack: "" });
      console.error(message);
    }
  }

  // --- what the main process hears of the page ------------------------------------------------------------------------

  const asApp = (url: string) =>
    url.startsWith(`${config.loopbackOrigin}/`) ? config.appOrigin + url.slice(config.loopbackOrigin.length) : url;
  const tellFocus = () => post({ type: "focus", focused: document.hasFocus() });

  document.addEventListener("DOMContentLoaded", () => {
    let told: string | undefined;
    const tellTitle = () => {
      if (document.title !== told) post({ type: "title", title: document.title });
      told = document.title;
    };
    tellTitle();
    new MutationObserver(tellTitle).observe(document.head, { childList: true, subtree: true, characterData: true });
    post({ type: "dom-ready" });
  });
  window.addEventListener("load", () => {
    post({ type: "loaded" });
    if (document.hasFocus()) tellFocus();
  });
  window.addEventListener("focus", tellFocus);
  window.addEventListener("blur", tellFocus);

  window.navigation.addEventListener("navigate", (event) => {
    if (event.hashChange) {
      post({ type: "navigated-in-page", url: asApp(event.destination.url) });
      return;
    }
    const staysInPage = event.destination.sameDocument;
    if (staysInPage) post({ type: "navigated-in-page", url: asApp(event.destination.url) });
    if (staysInPage || leavingAsTold || event.navigationType === "reload" || !event.cancelable) return;
    // The main process is asked first, and takes the page there if it has nothing against it.
    event.preventDefault();
    post({ type: "navigate", url: asApp(event.destination.url) });
  });

  const askToOpen = (
    url: string,
    frameName: string,
    features: string,
    disposition: "foreground-tab" | "new-window",
  ) => {
    post({ type: "open", url: asApp(new URL(url, document.baseURI).href), frameName, features, disposition });
  };
  window.open = (url = "about:blank", frameName = "", features = "") => {
    askToOpen(String(url), frameName, features, features === "" ? "foreground-tab" : "new-window");
    return null;
  };
  const openFromLink = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button > 1) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!(link instanceof HTMLAnchorElement) || link.href === "") return;
    const modified = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!modified && (link.target === "" || link.target === "_self")) return;
    event.preventDefault();
    askToOpen(link.href, link.target, "", event.shiftKey ? "new-window" : "foreground-tab");
  };
  window.addEventListener("click", openFromLink);
  window.addEventListener("auxclick", openFromLink);

  const tellKey = (event: KeyboardEvent) => {
    post({
      type: "key",
      input: {
        type: event.type === "keydown" ? "keyDown" : "keyUp",
        key: event.key,
        code: event.code,
        isAutoRepeat: event.repeat,
        shift: event.shiftKey,
        control: event.ctrlKey,
        alt: event.altKey,
        meta: event.metaKey,
      },
    });
  };
  window.addEventListener("keydown", tellKey, { capture: true });
  window.addEventListener("keyup", tellKey, { capture: true });

  window.close = () => post({ type: "close" });
}
