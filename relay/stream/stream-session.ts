import { defined } from "../../shared/defined.ts";
import {
  type ClientMessage,
  clientMessageSchema,
  formatCursor,
  parseCursor,
  RELAY_PROTOCOL_VERSION,
  type RelayMessageInput,
  relayCloseCodes,
} from "../../shared/relay-protocol/stream.ts";
import type { Device } from "../storage/device-store.ts";
import type { Delivery, EventLog } from "../storage/event-log.ts";
import { type RunningCalls, runningCalls } from "./running-calls.ts";
import type { StreamHub } from "./stream-hub.ts";

/** The way to one client, whatever carries it. */
export interface ClientChannel {
  /** Never waits. */
  send(text: string): void;
  /** Bytes that were sent and are not on their way yet. */
  queuedBytes(): number;
  /** Resolves when there is room again, or the client is gone. */
  drained(): Promise<void>;
  close(code: number, reason: string): void;
}

/** What all sessions of a relay share. */
export interface StreamContext {
  log: EventLog;
  hub: StreamHub;
  /** Unix milliseconds. */
  now(): number;
  accountName(account: string): string;
  minimumAppVersion: string | undefined;
  hasPresence(account: string): boolean;
  /** Whether employees of the account may dial through the relay. */
  hasDialling(account: string): boolean;
  /** Colleagues' presence, where the account has it. @returns ends it */
  watchPresence(
    account: string,
    listener: (message: Omit<Extract<RelayMessageInput, { type: "presence" }>, "type">) => void,
  ): (() => void) | undefined;
  /** Something could not be done for a client, who will ask again. */
  onProblem(problem: string): void;
  /** An event was sent as it happened; how long after its hook came, in seconds. */
  onDelivered(seconds: number): void;
  /** A client was cut: it left too much unread, or did not answer its heartbeat. */
  onCut(reason: "too-slow" | "silent"): void;
}

const PAGE = 200;
/** A client that leaves this much unread is cut, and comes back for what it missed. Bytes. */
const MOST_QUEUED_BYTES = 1024 * 1024;
/** A replay waits for a client that has this much to read. Bytes. */
const REPLAY_QUEUED_BYTES = 128 * 1024;
/** A message of a snapshot holds about this much. Characters; a frame is four times as large at most. */
const SNAPSHOT_PART = 12 * 1024;

const PONG = JSON.stringify({ type: "pong" } satisfies ClientMessage);

/** One client's stream: hello, welcome, what it missed, and then what happens. */
export class StreamSession {
  readonly device: Device;
  readonly #context: StreamContext;
  readonly #channel: ClientChannel;
  #state: "greeting" | "replaying" | "live" | "over" = "greeting";
  /** The newest offset that was sent; live ones up to it are known already. */
  #sent = 0;
  /** The newest offset of this employee that came while others were replayed. */
  #heard = 0;
  #awaitingPong = false;
  #unwatchPresence: (() => void) | undefined;

  constructor(device: Device, channel: ClientChannel, context: StreamContext) {
    this.device = device;
    this.#channel = channel;
    this.#context = context;
  }

  get greeted(): boolean {
    return this.#state !== "greeting";
  }

  /** Whether the last heartbeat was not answered. */
  get awaitingPong(): boolean {
    return this.#awaitingPong;
  }

  /** How far behind its account's log the client is, in entries of the account. */
  get lag(): number {
    return this.#state === "replaying" ? Math.max(0, this.#context.hub.position(this.device.account) - this.#sent) : 0;
  }

  /** A text frame from the client. */
  receive(text: string): void {
    if (this.#state === "over") return;
    if (text === PONG) {
      this.#awaitingPong = false;
      return;
    }
    const message = clientMessageSchema.safeParse(parseJson(text));
    if (message.success) this.#carryOut(message.data);
    // A newer app may say things that this relay does not know, but not before hello.
    else if (this.#state === "greeting") this.close(relayCloseCodes.badMessage, "hello was expected");
  }

  /** A stored entry for this client's employee. */
  deliver(delivery: Delivery): void {
    const { offset } = delivery;
    if (this.#state === "replaying") this.#heard = offset;
    if (this.#state !== "live" || offset <= this.#sent) return;
    this.#sent = offset;
    this.#sendEntry(delivery, false);
    this.#context.onDelivered(Math.max(0, this.#context.now() - delivery.receivedAt) / 1000);
  }

  /** Something that is not kept. */
  tell(message: Extract<RelayMessageInput, { type: "call-flows-changed" }>): void {
    if (this.#state === "live" || this.#state === "replaying") this.#send(message);
  }

  /** Asks for a sign of life, and tells a quiet client where the stream stands. */
  heartbeat(): void {
    if (this.#state !== "live") return;
    this.#awaitingPong = true;
    this.#sendHeartbeat();
  }

  close(code: number, reason: string): void {
    if (this.#state === "over") return;
    this.end();
    this.#channel.close(code, reason);
  }

  /** The client is gone. */
  end(): void {
    this.#state = "over";
    this.#unwatchPresence?.();
    this.#context.hub.remove(this);
  }

  #carryOut(message: ClientMessage): void {
    if (message.type === "pong") this.#awaitingPong = false;
    else if (this.#state === "greeting") {
      if (message.type !== "hello") this.close(relayCloseCodes.badMessage, "hello was expected");
      else if (message.protocol < RELAY_PROTOCOL_VERSION) this.close(relayCloseCodes.protocolTooOld, "update Sidetone");
      else this.#try(this.#start(message.cursor), "a stream could not be started");
    } else if (message.type !== "hello") this.#serve(message);
  }

  #serve(message: Exclude<ClientMessage, { type: "hello" | "pong" }>): void {
    const { log, now } = this.#context;
    const { account, employee } = this.device;
    switch (message.type) {
      case "mark":
        this.#try(log.mark(account, employee, message.mark, now()), "a mark could not be stored");
        return;
      case "dial":
        this.#try(log.dial(account, employee, message.dial, now()), "a dial could not be stored");
        return;
      case "watch-presence":
        this.#watchPresence(message.on);
    }
  }

  /** A client whose wish cannot be carried out is sent away, and asks again when it comes back. */
  #try(work: Promise<unknown>, problem: string): void {
    work.catch((error: unknown) => {
      this.#context.onProblem(`${problem}: ${error instanceof Error ? error.message : String(error)}`);
      this.close(relayCloseCodes.overloaded, "the relay cannot do this now");
    });
  }

  #watchPresence(on: boolean): void {
    if (on === (this.#unwatchPresence !== undefined)) return;
    if (on) {
      this.#unwatchPresence = this.#context.watchPresence(this.device.account, (message) =>
        this.#send({ type: "presence", ...message }),
      );
    } else {
      this.#unwatchPresence?.();
      this.#unwatchPresence = undefined;
    }
  }

  async #start(cursor: string | undefined): Promise<void> {
    const { log, hub, accountName, now, minimumAppVersion, hasPresence, hasDialling } = this.#context;
    const { account, employee } = this.device;
    this.#state = "replaying";
    hub.add(this);
    await hub.open(account);
    const newest = hub.position(account);
    const oldest = await log.oldestReplayable(account, employee);
    const resume = judge(cursor, log.epoch, oldest, newest);
    const replaying = await log.countAfter(account, employee, resume.after);
    const recovered = resume.reason === undefined;
    const running = recovered ? undefined : await runningCalls(log, account, employee, now());
    if (this.#state !== "replaying") return;
    this.#sent = resume.after;
    this.#send({
      type: "welcome",
      protocol: RELAY_PROTOCOL_VERSION,
      account: { id: account, name: accountName(account) },
      employee,
      recovered,
      replaying,
      cursor: this.#cursor(Math.max(resume.after, newest)),
      now: now(),
      reconnectWithinMs: hub.reconnectWithinMs,
      presence: hasPresence(account),
      dialling: hasDialling(account),
      ...defined({ reason: resume.reason, minimumAppVersion }),
    });
    if (running !== undefined) this.#sendSnapshot(running);
    await this.#replay(replaying);
  }

  /** @param announced how many entries `welcome` promised; what came after it is live */
  async #replay(announced: number): Promise<void> {
    const { log } = this.#context;
    const { account, employee } = this.device;
    let count = 0;
    while (this.#state === "replaying") {
      const page = await log.replay(account, employee, this.#sent, PAGE);
      if (this.#state !== "replaying") return;
      for (const delivery of page) {
        this.#sent = delivery.offset;
        count += 1;
        this.#sendEntry(delivery, count <= announced);
      }
      // What was announced since the page was read is on the next one.
      if (page.length < PAGE && this.#heard <= this.#sent) {
        if (this.#state === "replaying") this.#live(count > 0);
        return;
      }
      if (this.#channel.queuedBytes() > REPLAY_QUEUED_BYTES) await this.#channel.drained();
    }
  }

  #live(hasReplayed: boolean): void {
    this.#state = "live";
    // The rest of the account's log was others': this cursor spares the next connection to look through it.
    if (hasReplayed) this.#sendHeartbeat();
  }

  #sendSnapshot({ events, dials }: RunningCalls): void {
    if (dials.length > 0) this.#send({ type: "snapshot", events: [], dials, last: false });
    let part: RunningCalls["events"] = [];
    let size = 0;
    for (const event of events) {
      const length = JSON.stringify(event).length;
      if (size + length > SNAPSHOT_PART && part.length > 0) {
        this.#send({ type: "snapshot", events: part, last: false });
        part = [];
        size = 0;
      }
      part.push(event);
      size += length;
    }
    this.#send({ type: "snapshot", events: part, last: true });
  }

  #sendHeartbeat(): void {
    const { hub, now } = this.#context;
    this.#sendText(hub.heartbeat(this.device.account, this.#sent, now()));
  }

  /** An entry's text is put into the message as it is stored. */
  #sendEntry({ kind, offset, body }: Delivery, replayed: boolean): void {
    this.#sendText(`{"type":"${kind}","cursor":"${this.#cursor(offset)}","replayed":${replayed},"${kind}":${body}}`);
  }

  #send(message: RelayMessageInput): void {
    this.#sendText(JSON.stringify(message));
  }

  #sendText(text: string): void {
    if (this.#state === "over") return;
    if (this.#channel.queuedBytes() > MOST_QUEUED_BYTES) {
      this.#context.onCut("too-slow");
      this.close(relayCloseCodes.tooSlow, "too slow; come again");
    } else this.#channel.send(text);
  }

  #cursor(offset: number): string {
    return formatCursor(this.#context.log.epoch, offset);
  }
}

/** From where to replay, and why that is not all that the client missed. */
function judge(
  cursor: string | undefined,
  currentEpoch: string,
  oldest: number,
  newest: number,
): { after: number; reason?: "first" | "trimmed" | "epoch-changed" | "ahead" } {
  if (cursor === undefined) return { after: newest, reason: "first" };
  const { epoch, offset } = parseCursor(cursor);
  if (epoch !== currentEpoch) return { after: oldest, reason: "epoch-changed" };
  if (offset > newest) return { after: oldest, reason: "ahead" };
  return offset < oldest ? { after: oldest, reason: "trimmed" } : { after: offset };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
