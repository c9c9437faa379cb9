import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { AccountConfig, RelayConfig } from "../config/config.ts";
import { addressKey } from "./address-key.ts";
import { ClientAddress } from "./client-address.ts";
import { LoginTries } from "./login-tries.ts";
import { Networks } from "./networks.ts";
import { OpenConnections } from "./open-connections.ts";
import { type Rate, TokenBucket } from "./token-bucket.ts";
import { TokenBuckets } from "./token-buckets.ts";

/** What was over its limit, or not allowed. */
export const refusalReasons = [
  "connections",
  "connections-per-address",
  "failures",
  "hook-network",
  "hooks",
  "messages",
  "api-requests",
  "codes",
  "dials",
  "call-flow-switches",
  "logins",
  "too-slow",
  "header-too-large",
  "malformed",
  "tls",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export interface LimitsOptions {
  config: Pick<RelayConfig, "limits" | "trustProxy"> & {
    accounts: readonly Pick<AccountConfig, "id" | "hookNetworks">[];
  };
  /** Milliseconds, of a clock that does not go back: `performance.now()`. */
  now: () => number;
  onRefused(reason: RefusalReason): void;
}

/** What is average for a second may come at once for this many. */
const BURST_SECONDS = 4;
const NOWHERE = "unknown";

/**
 * Everything that is bounded before and after it is known who asks. Times to wait are whole seconds, for `Retry-After`; 0
 * means go on. Each refusal is counted here.
 */
export class Limits {
  readonly #options: LimitsOptions;
  readonly #clients: ClientAddress;
  readonly #connections: OpenConnections;
  readonly #failures: TokenBuckets;
  readonly #hooks: TokenBuckets;
  readonly #apiRequests: TokenBuckets;
  readonly #hookNetworks: ReadonlyMap<string, Networks>;
  readonly #messages: Rate;
  /** Ten at once, and ten more in the half hour that a code lives. */
  readonly #wrongCodes = new TokenBuckets({ perSecond: 10 / 1800, burst: 10 });
  readonly #logins = new LoginTries();
  readonly #callFlowSwitches = new TokenBuckets(perMinute(20));
  /** By how many an account allows in a minute. */
  readonly #dials = new Map<number, TokenBuckets>();

  constructor(options: LimitsOptions) {
    const { limits, trustProxy, accounts } = options.config;
    this.#options = options;
    this.#clients = new ClientAddress(trustProxy);
    this.#connections = new OpenConnections(limits.connectionsPerAddress);
    this.#failures = new TokenBuckets(perMinute(limits.failuresPerMinute));
    this.#hooks = new TokenBuckets(perSecond(limits.hooksPerSecond), 2 * accounts.length + 2);
    this.#apiRequests = new TokenBuckets(perMinute(limits.apiRequestsPerMinute));
    this.#messages = perSecond(limits.messagesPerSecond);
    this.#hookNetworks = new Map(
      accounts.flatMap(({ id, hookNetworks }) =>
        hookNetworks === undefined ? [] : [[id, new Networks(hookNetworks)] as const],
      ),
    );
  }

  /** Bounds the open connections of a server: in all, and from each address but those of trusted proxies. */
  guard(server: Server): void {
    const { config, onRefused } = this.#options;
    server.maxConnections = config.limits.connections;
    server.on("drop", () => onRefused("connections"));
    server.on("connection", (socket) => {
      const { remoteAddress } = socket;
      if (remoteAddress === undefined || this.#clients.isProxy(remoteAddress)) return;
      if (!this.#enter(addressKey(remoteAddress), socket)) socket.destroy();
    });
  }

  /** The client's address: the proxy's word for it where the proxy is trusted. */
  addressOf(request: IncomingMessage): string {
    const { remoteAddress = NOWHERE } = request.socket;
    return this.#clients.of(remoteAddress, request.headers["x-forwarded-for"]);
  }

  /**
   * Counts what came through a trusted proxy as a connection of the client's address, as long as it lasts. False where
   * that address has too many: answer 429.
   *
   * @param lasts the response; for an upgrade the socket
   */
  admit(request: IncomingMessage, lasts: ServerResponse | Duplex): boolean {
    if (!this.#clients.isProxy(request.socket.remoteAddress ?? NOWHERE)) return true;
    return this.#enter(addressKey(this.addressOf(request)), lasts);
  }

  /**
   * Whether an account's hook may come from where it comes; else it is to look like one with a wrong secret, and to be
   * counted by `failed` like it.
   */
  hookMayComeFrom(account: string, request: IncomingMessage): boolean {
    const networks = this.#hookNetworks.get(account);
    if (networks === undefined || networks.has(this.addressOf(request))) return true;
    this.#options.onRefused("hook-network");
    return false;
  }

  /** Another hook of the account. */
  hook(account: string): number {
    return this.#counted("hooks", this.#hooks.take(account, this.#options.now()));
  }

  /**
   * A token, code or hook secret was wrong. What is right is served whatever came before, because one address may be a
   * whole company's, or the PBX's for all accounts; such secrets are too long to be guessed.
   */
  failed(request: IncomingMessage): number {
    const address = addressKey(this.addressOf(request));
    return this.#counted("failures", this.#failures.take(address, this.#options.now()));
  }

  /** A short code was wrong: counted strictly, since such codes are short enough to be guessed. */
  wrongCode(request: IncomingMessage): number {
    const address = addressKey(this.addressOf(request));
    return this.#counted("codes", this.#wrongCodes.take(address, this.#options.now()));
  }

  /** Whether this address has shown so many wrong short codes that none of its own is looked at. */
  afterWrongCodes(request: IncomingMessage): number {
    const address = addressKey(this.addressOf(request));
    return this.#counted("codes", this.#wrongCodes.look(address, this.#options.now()));
  }

  /** A MyFone login is about to be tried: counted for its user, its account and its address. */
  login(request: IncomingMessage, account: string, username: string): number {
    const address = addressKey(this.addressOf(request));
    return this.#counted("logins", this.#logins.take({ account, username, address }, this.#options.now()));
  }

  /** It was right: what does not guess is not counted for those who share its account or address. */
  loginWasRight(request: IncomingMessage, account: string): void {
    this.#logins.wasRight({ account, address: addressKey(this.addressOf(request)) }, this.#options.now());
  }

  /** Another dial of an employee. @param most of his account's in a minute */
  dial(employee: string, most: number): number {
    const dials = this.#dials.get(most) ?? new TokenBuckets(perMinute(most));
    this.#dials.set(most, dials);
    return this.#counted("dials", dials.take(employee, this.#options.now()));
  }

  /** Another switch of a call flow by an employee. */
  callFlowSwitch(employee: string): number {
    return this.#counted("call-flow-switches", this.#callFlowSwitches.take(employee, this.#options.now()));
  }

  /** Another request of a device to the PBX's API. */
  apiRequest(deviceId: string): number {
    return this.#counted("api-requests", this.#apiRequests.take(deviceId, this.#options.now()));
  }

  /** Of one connection: tells of each message whether it was too many, and then the connection is to be closed. */
  messages(): () => boolean {
    const bucket = new TokenBucket(this.#messages);
    let over = false;
    return () => {
      if (over || bucket.take(this.#options.now()) === 0) return over;
      over = true;
      this.#options.onRefused("messages");
      return true;
    };
  }

  #enter(address: string, lasts: { once(event: "close", listener: () => void): unknown }): boolean {
    if (this.#connections.enter(address)) {
      lasts.once("close", () => this.#connections.leave(address));
      return true;
    }
    this.#options.onRefused("connections-per-address");
    return false;
  }

  #counted(reason: RefusalReason, waitMs: number): number {
    if (waitMs === 0) return 0;
    this.#options.onRefused(reason);
    return Math.ceil(waitMs / 1000);
  }
}

function perSecond(average: number): Rate {
  return { perSecond: average, burst: average * BURST_SECONDS };
}

function perMinute(most: number): Rate {
  return { perSecond: most / 60, burst: most };
}
