import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { CallEvent, CallEventKind } from "../../shared/calls/event.ts";
import { compareArrivals } from "../../shared/calls/group-legs.ts";
import {
  parseCursor,
  RELAY_STREAM_PATH,
  type RelayMessage,
  relayMessageSchema,
} from "../../shared/relay-protocol/stream.ts";
import type { SentHook } from "./hook-sender.ts";

/** As they follow each other in a call. */
const callKinds: readonly CallEventKind[] = ["incoming", "answered", "ended"];

/** A client that applies event and cursor together, and comes back after its cursor whatever happens. */
export class ResumingClient {
  readonly #url: string;
  readonly #token: string;
  /** What is on its disk: each event once, by id, in the order in which it was applied. */
  readonly stored = new Map<string, CallEvent>();
  /** Something that may never happen. */
  readonly complaints: string[] = [];
  readonly resumes: { recovered: boolean; reason: string | undefined }[] = [];
  cursor: string | undefined;
  /** Dies before storing the next so many events. */
  diesBeforeStoring = 0;
  readsNothing = false;
  connected = false;
  #socket: WebSocket | undefined;
  #closed = false;

  constructor(url: string, token: string, cursor?: string) {
    this.#url = url;
    this.#token = token;
    this.cursor = cursor;
    onTestFinished(() => this.close());
    this.#connect();
  }

  close(): void {
    this.#closed = true;
    this.#socket?.terminate();
  }

  /** The connection breaks, without a word to the relay. */
  drop(): void {
    this.#socket?.terminate();
  }

  /** Another client of his, which has nothing yet and wants everything that the relay has. */
  fromTheBeginning(): ResumingClient {
    return new ResumingClient(this.#url, this.#token, "of-no-log:0");
  }

  /** What of the acknowledged hooks it was not told, or was told under two ids. */
  discrepancies(employee: string, hooks: readonly SentHook[]): string[] {
    const told = Map.groupBy(this.stored.values(), ({ kind, callId }) => `${kind} ${callId}`);
    const wanted = new Set(
      hooks.filter((hook) => hook.employee === employee).map(({ kind, callId }) => `${kind} ${callId}`),
    );
    const wrong = [...wanted].flatMap((hook) => {
      const times = told.get(hook)?.map(({ receivedAt }) => new Date(receivedAt).toISOString()) ?? [];
      return times.length === 1 ? [] : [`${hook}: ${times.length} times ${times.join(", ")}`];
    });
    const foreign = [...told.keys()].filter((hook) => !wanted.has(hook)).map((hook) => `${hook}: not his`);
    return [...this.complaints, ...wrong, ...foreign, ...this.#outOfOrder()];
  }

  /** Calls whose events the app would put in another order than they came in: it goes by time of receipt, then id. */
  turnedRound(): string[] {
    const events = [...this.stored.values()];
    const asTheAppSees = events.map((event) => ({ event, live: false, arrivedAt: 0 })).sort(compareArrivals);
    const byCall = (all: readonly CallEvent[]) => Map.groupBy(all, ({ callId }) => callId);
    const seen = byCall(asTheAppSees.map(({ event }) => event));
    return [...byCall(events)].flatMap(([callId, came]) => {
      const [was, is] = [came, seen.get(callId) ?? []].map((all) => all.map(({ kind }) => kind).join(" "));
      return was === is ? [] : [`${callId}: ${was} came, ${is} is seen`];
    });
  }

  /** Calls whose events came in another order than their hooks were answered in. */
  #outOfOrder(): string[] {
    const last = new Map<string, number>();
    return [...this.stored.values()].flatMap(({ kind, callId }) => {
      const before = last.get(callId) ?? -1;
      const place = callKinds.indexOf(kind);
      last.set(callId, place);
      return place < before ? [`${kind} ${callId}: too late`] : [];
    });
  }

  #connect(): void {
    if (this.#closed) return;
    const socket = new WebSocket(`${this.#url.replace("http", "ws")}${RELAY_STREAM_PATH}`, {
      headers: { Authorization: `Bearer ${this.#token}` },
      handshakeTimeout: 2_000,
    });
    this.#socket = socket;
    socket.on("open", () => {
      const app = { version: "1.0.0", platform: "linux" };
      socket.send(JSON.stringify({ type: "hello", protocol: 1, app, cursor: this.cursor }));
      if (this.readsNothing) socket.pause();
    });
    socket.on("message", (data) => this.#hear(socket, relayMessageSchema.parse(JSON.parse(data.toString()))));
    socket.on("error", () => {});
    socket.on("close", () => {
      this.connected = false;
      if (!this.#closed) setTimeout(() => this.#connect(), 20);
    });
  }

  #hear(socket: WebSocket, message: RelayMessage): void {
    if (socket !== this.#socket || socket.readyState !== WebSocket.OPEN) return;
    if (message.type === "welcome") {
      this.connected = true;
      this.resumes.push({ recovered: message.recovered, reason: message.reason });
      this.cursor ??= message.cursor;
      if (message.replaying === 0) this.#advance(message.cursor);
    } else if (message.type === "heartbeat") {
      socket.send(JSON.stringify({ type: "pong" }));
      this.#advance(message.cursor);
    } else if (message.type === "event") this.#store(message);
  }

  #store({ event, cursor }: Extract<RelayMessage, { type: "event" }>): void {
    if (this.diesBeforeStoring > 0) {
      this.diesBeforeStoring -= 1;
      this.drop();
      return;
    }
    const known = this.stored.get(event.id);
    if (known === undefined) this.stored.set(event.id, event);
    else if (JSON.stringify(known) !== JSON.stringify(event)) this.complaints.push(`${event.id} stands for two events`);
    this.#advance(cursor);
  }

  #advance(cursor: string): void {
    if (this.cursor !== undefined) {
      const [before, now] = [parseCursor(this.cursor), parseCursor(cursor)];
      if (before.epoch === now.epoch && now.offset < before.offset) {
        this.complaints.push(`the cursor went back from ${before.offset} to ${now.offset}`);
      }
    }
    this.cursor = cursor;
  }
}
