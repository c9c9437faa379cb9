import type { CustomScheme, Protocol } from "electron";
import { missing, refuseUnknown } from "./refuse-unknown.ts";

type Handler = Parameters<Protocol["handle"]>[1];
type Offered = Pick<Protocol, "registerSchemesAsPrivileged" | "handle" | "unhandle" | "isProtocolHandled">;

/** The app's own schemes and who answers for them. */
export class AppProtocol {
  readonly #isReady: () => boolean;
  readonly #standard = new Set<string>();
  readonly #handlers = new Map<string, Handler>();
  /** What the app gets as `protocol` and as `session.defaultSession.protocol`. */
  readonly module: Offered;

  constructor(isReady: () => boolean) {
    this.#isReady = isReady;
    this.module = refuseUnknown(
      {
        registerSchemesAsPrivileged: (schemes: CustomScheme[]) => this.#register(schemes),
        handle: (scheme: string, handler: Handler) => this.#handle(scheme, handler),
        unhandle: (scheme: string) => {
          this.#requireReady();
          if (!this.#handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
        },
        isProtocolHandled: (scheme: string) => {
          this.#requireReady();
          return this.#handlers.has(scheme);
        },
      } satisfies Offered,
      "protocol",
    );
  }

  /** Whether pages of this scheme have an origin; others a browser could not stand in for. */
  isStandard(scheme: string): boolean {
    return this.#standard.has(scheme);
  }

  /** The answer of the app's own handler; undefined when there is none for the scheme. */
  respond(request: Request): Promise<Response> | undefined {
    const handler = this.#handlers.get(schemeOf(request.url));
    return handler === undefined ? undefined : Promise.resolve(handler(request));
  }

  handles(url: string): boolean {
    return this.#handlers.has(schemeOf(url));
  }

  #register(schemes: CustomScheme[]): void {
    if (this.#isReady()) throw new Error("protocol.registerSchemesAsPrivileged should be called before app is ready");
    for (const { scheme, privileges } of schemes) {
      if (privileges?.standard !== true) throw missing(`a scheme that is not "standard" (${scheme})`);
      this.#standard.add(scheme);
    }
  }

  #handle(scheme: string, handler: Handler): void {
    this.#requireReady();
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    if (["http", "https", "file"].includes(scheme)) throw missing(`protocol.handle("${scheme}")`);
    this.#handlers.set(scheme, handler);
  }

  #requireReady(): void {
    if (!this.#isReady()) throw new Error("Session can only be received when app is ready");
  }
}

function schemeOf(url: string): string {
  return new URL(url).protocol.slice(0, -1);
}
