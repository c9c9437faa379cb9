import type { RelayStatus } from "../../../shared/ipc/snapshot.ts";
import {
  afterClose,
  type ClientMessage,
  type Cursor,
  HEARTBEAT_GRACE_MS,
  HEARTBEAT_INTERVAL_MS,
  RELAY_PROTOCOL_VERSION,
  type RelayMessage,
  relayCloseCodes,
} from "../../../shared/relay-protocol/stream.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { Random } from "../ports/random.ts";
import type { OpenRelaySocket, RelaySocket, SocketEnd } from "../ports/relay-socket.ts";

/** First and longest wait between tries, milliseconds. Full jitter between half and all of it. */
const BACKOFF_FIRST_MS = 1_000;
const BACKOFF_LONGEST_MS = 60_000;
/** Waking laptops of one company should not all come in the same second. Milliseconds. */
const WAKE_JITTER_MS = 1_500;
/** A connection that stood this long was a good one, and the next is tried for as if it were the first. */
const STEADY_AFTER_MS = 30_000;
/** How long a socket may take until `welcome`. */
const WELCOME_WITHIN_MS = 15_000;

type OfflineReason = Extract<RelayStatus, { state: "offline" }>["reason"];

export interface RelaySessionOptions {
  openSocket: OpenRelaySocket;
  clock: Clock;
  random: Random;
  logger: Logger;
  app: { version: string; platform: string };
  cursor(): Cursor | undefined;
  onStatus(status: RelayStatus): void;
  onMessage(message: RelayMessage): void;
}

/**
 * Keeps the stream to the relay open: resumes after the stored cursor, notices silence, tries again with jittered
 * backoff, and at once when the machine wakes or the network returns. Stops only where a person must act.
 */
export class RelaySession {
  readonly #options: RelaySessionOptions;
  #target: { relay: string; token: string } | undefined;
  #socket: RelaySocket | undefined;
  #attempt = 0;
  /** When this connection's `welcome` came, Unix milliseconds. */
  #welcomedAt: number | undefined;
  #cancelTimer: () => void = () => {};
  #status: RelayStatus = { state: "unpaired" };
  /** How far clients that were lost together are to spread, as the relay said last. Milliseconds. */
  #reconnectWithin: number | undefined;

  constructor(options: RelaySessionOptions) {
    this.#options = options;
  }

  get status(): RelayStatus {
    return this.#status;
  }

  start(target: { relay: string; token: string }): void {
    this.#target = target;
    this.#attempt = 0;
    this.#connect();
  }

  /** Ends the connection and tries no more; `unpaired` is what is shown then. */
  stop(): void {
    this.#target = undefined;
    this.#drop();
    this.#setStatus({ state: "unpaired" });
  }

  /** Ends the connection because the app quits; the status stays as it is. */
  dispose(): void {
    this.#target = undefined;
    this.#drop();
  }

  /** @returns false where nothing is connected; what must not be lost is sent again by who wants it sent */
  send(message: Exclude<ClientMessage, { type: "hello" | "pong" }>): boolean {
    if (this.#status.state !== "connected" || this.#socket === undefined) return false;
    this.#socket.send(message);
    return true;
  }

  /** The machine woke, the network changed, or the employee said "try now". */
  reconnect(why: "resume" | "unlock" | "network" | "user"): void {
    if (this.#target === undefined) return;
    // After sleep a socket may look open and be dead, so it is opened anew; an unlock alone says nothing of that kind.
    if (why === "unlock" && this.#status.state === "connected") return;
    this.#attempt = 0;
    this.#drop();
    if (why === "user") this.#connect();
    else {
      const wait = this.#options.random.fraction() * WAKE_JITTER_MS;
      this.#setConnecting();
      this.#arm(wait, () => this.#connect());
    }
  }

  #connect(): void {
    const target = this.#target;
    if (target === undefined) return;
    this.#drop();
    this.#setConnecting();
    const { clock, openSocket, app, cursor } = this.#options;
    this.#arm(WELCOME_WITHIN_MS, () => this.#lost("timeout"));
    const socket = openSocket(target, {
      onOpen: () => {
        const after = cursor();
        socket.send({
          type: "hello",
          protocol: RELAY_PROTOCOL_VERSION,
          app,
          ...(after === undefined ? {} : { cursor: after }),
        });
      },
      onMessage: (message) => {
        if (message.type === "welcome") {
          this.#welcomedAt = clock.now();
          this.#setStatus({ state: "connected", since: this.#welcomedAt });
        }
        if (message.type === "heartbeat") socket.send({ type: "pong" });
        if (message.type === "welcome" || message.type === "heartbeat") {
          this.#reconnectWithin = message.reconnectWithinMs ?? this.#reconnectWithin;
        }
        this.#expectHeartbeat();
        this.#hand(message);
      },
      onEnd: (end) => {
        if (this.#socket !== socket) return;
        this.#socket = undefined;
        this.#ended(end);
      },
    });
    this.#socket = socket;
  }

  /** What cannot be stored is not lost: the connection is given up, and the relay sends it again. */
  #hand(message: RelayMessage): void {
    try {
      this.#options.onMessage(message);
    } catch (error) {
      this.#options.logger.error("a message from the relay could not be stored", { error: String(error) });
      this.#lost("storage", "back-off");
    }
  }

  #expectHeartbeat(): void {
    this.#arm(HEARTBEAT_INTERVAL_MS + HEARTBEAT_GRACE_MS, () => this.#lost("timeout"));
  }

  #ended(end: SocketEnd): void {
    this.#options.logger.warn("relay connection ended", { ...end });
    switch (end.type) {
      case "refused":
        // The relay refuses by 401 only; other answers may come from whatever stands before it, and may pass.
        if (end.status === 401) this.#giveUp("revoked");
        else this.#lost(end.status === 407 ? "proxy" : "refused");
        return;
      case "unreachable":
        this.#lost(end.proxy ? "proxy" : "unreachable");
        return;
      case "closed":
        if (end.code === relayCloseCodes.protocolTooOld) this.#giveUp("update-needed");
        else if (afterClose(end.code) === "stop") this.#giveUp("revoked");
        else if (afterClose(end.code) === "reconnect") this.#lost("closed", "reconnect");
        // A code that is not ours is a connection that was lost on the way.
        else this.#lost("closed", end.code >= 4000 ? "back-off" : "lost");
    }
  }

  #lost(reason: OfflineReason, why: "lost" | "reconnect" | "back-off" = "lost"): void {
    const { clock, random } = this.#options;
    const stood = this.#welcomedAt === undefined ? undefined : clock.now() - this.#welcomedAt;
    this.#drop();
    // What breaks right after each `welcome` (a message that one side cannot take) must not become a busy loop.
    if (stood !== undefined && stood >= STEADY_AFTER_MS) this.#attempt = 0;
    else if (stood !== undefined && why !== "back-off") this.#attempt = Math.min(this.#attempt, 1);
    const isFirst = this.#attempt === 0 && stood !== undefined && why !== "back-off";
    const wait = Math.round(isFirst ? this.#firstWait(why, random.fraction()) : this.#backoff(random.fraction()));
    this.#attempt += 1;
    this.#setStatus({
      state: "offline",
      since: this.#offlineSince(),
      reason,
      nextTryAt: clock.now() + wait,
    });
    this.#arm(wait, () => this.#connect());
  }

  /** Apps that are lost together come back spread over the time that the relay named, where it named one. */
  #firstWait(why: "lost" | "reconnect", fraction: number): number {
    if (this.#reconnectWithin !== undefined) return this.#reconnectWithin * fraction;
    return why === "reconnect" ? this.#backoff(fraction) / 5 : this.#backoff(fraction);
  }

  #backoff(fraction: number): number {
    return Math.min(BACKOFF_LONGEST_MS, BACKOFF_FIRST_MS * 2 ** this.#attempt) * (0.5 + fraction / 2);
  }

  #giveUp(reason: OfflineReason): void {
    this.#drop();
    this.#setStatus({ state: "offline", since: this.#offlineSince(), reason });
  }

  #offlineSince(): number {
    if (this.#status.state === "offline" || this.#status.state === "connecting") return this.#status.since;
    return this.#options.clock.now();
  }

  #setConnecting(): void {
    this.#setStatus({ state: "connecting", since: this.#offlineSince() });
  }

  #setStatus(status: RelayStatus): void {
    this.#status = status;
    this.#options.onStatus(status);
  }

  #arm(milliseconds: number, callback: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#options.clock.after(milliseconds, callback);
  }

  #drop(): void {
    this.#cancelTimer();
    this.#welcomedAt = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }
}
