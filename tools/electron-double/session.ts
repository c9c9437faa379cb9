import type { Session } from "electron";
import type { Desktop } from "./desktop.ts";
import { netFetch } from "./net.ts";
import type { AppProtocol } from "./protocol.ts";
import { KnownEvents, refuseUnknown } from "./refuse-unknown.ts";

type Offered = Pick<
  Session,
  | "setPermissionRequestHandler"
  | "setPermissionCheckHandler"
  | "setDevicePermissionHandler"
  | "resolveProxy"
  | "setProxy"
  | "fetch"
>;

/**
 * The default session. Permission handlers are taken and never asked: the browser that shows a page has its own settings.
 * The system's proxy is what the desktop says it is.
 */
class DefaultSession extends KnownEvents implements Offered {
  readonly protocol: AppProtocol["module"];
  readonly fetch: Session["fetch"];
  readonly #systemProxy: () => string;
  #ownProxy: string | undefined;

  constructor(protocol: AppProtocol, systemProxy: () => string) {
    // Downloads are the browser's, so that `will-download` never comes.
    super("session", ["will-download"]);
    this.protocol = protocol.module;
    this.fetch = netFetch(protocol);
    this.#systemProxy = systemProxy;
    refuseUnknown(this, "session");
  }

  setPermissionRequestHandler(): void {}

  setPermissionCheckHandler(): void {}

  setDevicePermissionHandler(): void {}

  async resolveProxy(): Promise<string> {
    return this.#ownProxy ?? this.#systemProxy();
  }

  async setProxy(config: Parameters<Session["setProxy"]>[0]): Promise<void> {
    if (config.mode === "direct") this.#ownProxy = "DIRECT";
    else if (config.proxyRules !== undefined) this.#ownProxy = `PROXY ${config.proxyRules}`;
    else this.#ownProxy = undefined;
  }
}

export class SessionDouble {
  /** What pages have as `webContents.session`. */
  readonly module: DefaultSession;
  /** What the app imports as `session`. */
  readonly exported: { readonly defaultSession: DefaultSession };

  constructor(desktop: Desktop, protocol: AppProtocol, isReady: () => boolean) {
    let systemProxy = "DIRECT";
    desktop.onCommand("setProxy", ({ proxy }) => {
      systemProxy = proxy;
    });
    const module = new DefaultSession(protocol, () => systemProxy);
    this.module = module;
    this.exported = refuseUnknown(
      {
        get defaultSession() {
          if (!isReady()) throw new Error("Session can only be received when app is ready");
          return module;
        },
      },
      "session",
    );
  }
}
