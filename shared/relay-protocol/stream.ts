import { z } from "zod";
import { callEventSchema } from "../calls/event.ts";

/**
 * The WebSocket stream between relay and app, version 1. JSON text frames; unknown fields are ignored, unknown message
 * types too, so that either side can be newer.
 *
 * Path `/v1/stream`; the device token travels in `Authorization: Bearer …` of the upgrade request. The app speaks first
 * with `hello`; the relay answers `welcome`, then replays what followed the cursor, then streams. Delivery is
 * at-least-once: an event may come twice, with the same `event.id`.
 */
export const RELAY_PROTOCOL_VERSION = 1;
export const RELAY_STREAM_PATH = "/v1/stream";

/** Frames above this are refused by both sides. Bytes. */
export const RELAY_MAX_FRAME_BYTES = 64 * 1024;

/** The relay sends a heartbeat this often; an app that hears nothing for this plus the grace reconnects. Milliseconds. */
export const HEARTBEAT_INTERVAL_MS = 25_000;
export const HEARTBEAT_GRACE_MS = 8_000;

/** A place in an account's log: `epoch:offset`. The epoch changes when the log may have been rolled back. */
export const cursorSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}:\d{1,16}$/, "A cursor is written epoch:offset");
export type Cursor = z.output<typeof cursorSchema>;

/** Parts of a cursor. */
export function parseCursor(cursor: Cursor): { epoch: string; offset: number } {
  const at = cursor.lastIndexOf(":");
  return { epoch: cursor.slice(0, at), offset: Number(cursor.slice(at + 1)) };
}

export function formatCursor(epoch: string, offset: number): Cursor {
  return `${epoch}:${offset}`;
}

const callId = z.string().min(1).max(128);
const localNumber = z.string().min(1).max(20);

/** What the employee did about missed calls, shared by all his devices. */
export const callMarkSchema = z.object({
  /** The app's own, so that one that is sent again has effect once. */
  id: z.string().min(1).max(64),
  /** `seen`: he knows of them; `handled`: nothing is left to do. */
  mark: z.enum(["seen", "handled"]),
  /** Any UniqueCallId of each call. */
  callIds: z.array(callId).min(1).max(200),
});
export type CallMark = z.output<typeof callMarkSchema>;

/**
 * A call that he asked the PBX for, told before the PBX is asked, so that every device of his knows its first ring for his
 * own dial: hooks can come before the PBX's answer.
 */
export const sharedDialSchema = z.object({
  /** The app's own, so that one that is sent again has effect once. */
  id: z.string().min(1).max(64),
  /** The number that was asked for. */
  callee: z.string().min(1).max(64),
  /** Local number of the phone that is to ring; "" for "by my active profile". */
  device: z.string().max(20),
  /** Unix milliseconds by the relay's clock; what the relay gives back is never later than when it was told. */
  at: z.int(),
  /** The PBX refused it: no leg of it will come. Told a second time, then, with the same id. */
  failed: z.boolean().optional(),
});
export type SharedDial = z.output<typeof sharedDialSchema>;

/** What a colleague's phone does; without numbers. */
export const presenceSchema = z.object({
  localNumber,
  state: z.enum(["idle", "ringing", "talking"]),
  /** Unix milliseconds by the relay's clock; absent where nothing is known of him since the relay began. */
  since: z.int().optional(),
});
export type Presence = z.output<typeof presenceSchema>;

export const clientMessageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("hello"),
    protocol: z.int().min(1),
    /** Everything after this is wanted; absent on the first connection, which then starts at "now". */
    cursor: cursorSchema.optional(),
    app: z.object({ version: z.string().max(64), platform: z.string().max(32) }),
  }),
  z.object({ type: z.literal("pong") }),
  /** Sent again on the next connection until the relay's `mark` with this id came back. */
  z.object({ type: z.literal("mark"), mark: callMarkSchema }),
  /** Kept like a mark, and given back like one once it is. */
  z.object({ type: z.literal("dial"), dial: sharedDialSchema }),
  /** Whether colleagues' presence is wanted on this connection; it is not until this is said. */
  z.object({ type: z.literal("watch-presence"), on: z.boolean() }),
]);
export type ClientMessage = z.output<typeof clientMessageSchema>;

export const relayMessageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("welcome"),
    protocol: z.int().min(1),
    account: z.object({ id: z.string(), name: z.string() }),
    employee: z.string(),
    /** Whether everything after the app's cursor follows. False also on a first connection (`reason: "first"`). */
    recovered: z.boolean(),
    reason: z.enum(["first", "trimmed", "epoch-changed", "ahead"]).optional(),
    /** How many events, marks and dials are about to be replayed. */
    replaying: z.int().min(0),
    /** Where the stream stands: the cursor to store when nothing is replayed. */
    cursor: cursorSchema,
    /** The relay's clock, Unix milliseconds. */
    now: z.int(),
    /** The lowest app version that the relay serves, e.g. "0.1.0". */
    minimumAppVersion: z.string().optional(),
    /** When the connection breaks, the app waits a random part of this before it comes again. Milliseconds. */
    reconnectWithinMs: z.int().min(0).max(60_000).optional(),
    /** Whether colleagues' presence can be watched. */
    presence: z.boolean().optional(),
    /** Whether the relay starts calls for the employee (`POST Call` of its Employee API), without a MyFone login. */
    dialling: z.boolean().optional(),
  }),
  /**
   * Where `recovered` is false, before the replay: every event of the calls that are going on, in as many messages as it
   * takes, and the dials that these or the next rings may have come from. A call that the app thinks is going on and that
   * is not among them is over.
   */
  z.object({
    type: z.literal("snapshot"),
    events: z.array(callEventSchema),
    dials: z.array(sharedDialSchema).optional(),
    last: z.boolean(),
  }),
  z.object({
    type: z.literal("event"),
    cursor: cursorSchema,
    /** True for what happened before this connection's `welcome`. */
    replayed: z.boolean(),
    event: callEventSchema,
  }),
  /** To every device of the employee, the one that sent it too; at-least-once like an event. */
  z.object({
    type: z.literal("mark"),
    cursor: cursorSchema,
    replayed: z.boolean(),
    mark: callMarkSchema.extend({ /** Unix milliseconds. */ at: z.int() }),
  }),
  /** To every device of the employee, the one that sent it too; at-least-once like an event. */
  z.object({ type: z.literal("dial"), cursor: cursorSchema, replayed: z.boolean(), dial: sharedDialSchema }),
  /** Something about the call flows, or the switches that come, is not as it was: ask anew. */
  z.object({ type: z.literal("call-flows-changed") }),
  /** All who are not idle where `complete`, else those who changed. */
  z.object({ type: z.literal("presence"), complete: z.boolean(), colleagues: z.array(presenceSchema) }),
  /** Every 25 s, and once after a replay. The cursor is the account's newest, once all earlier events have been sent. */
  z.object({
    type: z.literal("heartbeat"),
    cursor: cursorSchema,
    now: z.int(),
    reconnectWithinMs: z.int().min(0).max(60_000).optional(),
  }),
]);
export type RelayMessage = z.output<typeof relayMessageSchema>;
/** As it may be written: fields that have a default can be left out. */
export type RelayMessageInput = z.input<typeof relayMessageSchema>;

/**
 * Why the relay closed (RFC 6455, section 7.4.2: 4000–4999 are ours), in bands by what the app should do.
 * 4000–4099: connect again at once. 4100–4199: back off. 4200–4299: stop; a person must act.
 */
export const relayCloseCodes = {
  goElsewhere: 4000,
  tooSlow: 4001,
  overloaded: 4100,
  badMessage: 4101,
  noHello: 4102,
  tooManyMessages: 4103,
  revoked: 4200,
  protocolTooOld: 4201,
  /** The extension belongs to somebody else now, or to nobody: a new invitation is needed. */
  suspended: 4202,
} as const;

/** What a close code asks of the app. Codes that are not ours mean "back off". */
export function afterClose(code: number): "reconnect" | "back-off" | "stop" {
  if (code >= 4000 && code < 4100) return "reconnect";
  if (code >= 4200 && code < 4300) return "stop";
  return "back-off";
}
