import {
  clientMessageSchema,
  formatCursor,
  parseCursor,
  RELAY_PROTOCOL_VERSION,
  type RelayMessageInput,
  relayCloseCodes,
} from "../../shared/relay-protocol/stream.ts";
import type { Device } from "../storage/device-store.ts";
import type { Delivery, EventLog } from "../storage/event-log.ts";
import type { StreamHub } from "./stream-hub.ts";

/** The way to one client, whatever carries it. */
interface ClientChannel {
  /** Never waits. */
  send(text: string): void;
  /** Bytes that were sent and are not on their way yet. */
  queuedBytes(): number;
  /** Resolves when there is room again, or the client is gone. */
  drained(): Promise<void>;
  close(code: number, reason: string): void;
}

export interface StreamSessionOptions {
  device: Device;
  accountName: string;
  channel: ClientChannel;
  log: EventLog;
  hub: StreamHub;
  now: () => number;
}

const PAGE = 200;
/** A client that leaves this much unread is cut, and comes back for what it missed. Bytes. */
const MOST_QUEUED_BYTES = 1024 * 1024;

/** One client's stream: hello, welcome, what it missed, and then what happens. */
export class StreamSession {
  readonly device: Device;
  readonly #options: StreamSessionOptions;
  #state: "greeting" | "replaying" | "live" | "over" = "greeting";
  /** The newest offset that was sent; live ones up to it are known already. */
  #sent = 0;
  #awaitingPong = false;

  constructor(options: StreamSessionOptions) {
    this.device = options.device;
    this.#options = options;
  }

  get greeted(): boolean {
    return this.#state !== "greeting";
  }

  /** A text frame from the client. */
  receive(text: string): void {
    if (this.#state === "over") return;
    const message = clientMessageSchema.safeParse(parseJson(text));
    if (!message.success) {
      // A newer app may say things that this relay does not know, but not before hello.
      if (this.#state === "greeting") this.close(relayCloseCodes.badMessage, "hello was expected");
      return;
    }
    if (message.data.type === "pong") this.#awaitingPong = false;
    else if (message.data.type === "hello" && this.#state === "greeting") {
      const { protocol, cursor } = message.data;
      if (protocol < RELAY_PROTOCOL_VERSION) this.close(relayCloseCodes.protocolTooOld, "update Sidetone");
      else void this.#start(cursor);
    }
  }

  /** A stored event for this client's employee. */
  deliver({ offset, event }: Delivery): void {
    if (this.#state !== "live" || offset <= this.#sent) return;
    this.#sent = offset;
    this.#send({ type: "event", cursor: this.#cursor(offset), replayed: false, event });
  }

  /** Asks for a sign of life, and tells a quiet client where the stream stands. False when the last was not answered. */
  heartbeat(): boolean {
    if (this.#state === "over") return true;
    if (this.#awaitingPong) return false;
    if (this.#state !== "live") return true;
    this.#awaitingPong = true;
    this.#sendHeartbeat();
    return true;
  }

  close(code: number, reason: string): void {
    if (this.#state === "over") return;
    this.end();
    this.#options.channel.close(code, reason);
  }

  /** The client is gone. */
  end(): void {
    this.#state = "over";
    this.#options.hub.remove(this);
  }

  async #start(cursor: string | undefined): Promise<void> {
    const { log, hub, accountName, now } = this.#options;
    const { account, employee } = this.device;
    this.#state = "replaying";
    hub.add(this);
    const newest = hub.position(account);
    const resume = judge(cursor, log, account, newest);
    const replaying = log.countAfter(account, employee, resume.after);
    this.#sent = resume.after;
    this.#send({
      type: "welcome",
      protocol: RELAY_PROTOCOL_VERSION,
      account: { id: account, name: accountName },
      employee,
      recovered: resume.reason === undefined,
      ...(resume.reason === undefined ? {} : { reason: resume.reason }),
      replaying,
      cursor: this.#cursor(Math.max(resume.after, newest)),
      now: now(),
    });
    await this.#replay(replaying);
  }

  /** @param announced how many events `welcome` promised; what came after it is live */
  async #replay(announced: number): Promise<void> {
    const { log, channel } = this.#options;
    const { account, employee } = this.device;
    let count = 0;
    while (this.#state === "replaying") {
      const page = log.replay(account, employee, this.#sent, PAGE);
      for (const { offset, event } of page) {
        this.#sent = offset;
        count += 1;
        this.#send({ type: "event", cursor: this.#cursor(offset), replayed: count <= announced, event });
      }
      if (page.length < PAGE) {
        if (this.#state === "replaying") {
          this.#state = "live";
          // The rest of the account's log was others': this cursor spares the next connection to look through it.
          if (count > 0) this.#sendHeartbeat();
        }
        return;
      }
      await channel.drained();
    }
  }

  #sendHeartbeat(): void {
    const { hub, now } = this.#options;
    const offset = Math.max(this.#sent, hub.position(this.device.account));
    this.#send({ type: "heartbeat", cursor: this.#cursor(offset), now: now() });
  }

  #send(message: RelayMessageInput): void {
    const { channel } = this.#options;
    if (channel.queuedBytes() > MOST_QUEUED_BYTES) this.close(relayCloseCodes.tooSlow, "too slow; come again");
    else channel.send(JSON.stringify(message));
  }

  #cursor(offset: number): string {
    return formatCursor(this.#options.log.epoch, offset);
  }
}

/** From where to replay, and why that is not all that the client missed. */
function judge(
  cursor: string | undefined,
  log: EventLog,
  account: string,
  newest: number,
): { after: number; reason?: "first" | "trimmed" | "epoch-changed" | "ahead" } {
  if (cursor === undefined) return { after: newest, reason: "first" };
  const { epoch, offset } = parseCursor(cursor);
  const oldest = log.oldestReplayable(account);
  if (epoch !== log.epoch) return { after: oldest, reason: "epoch-changed" };
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
