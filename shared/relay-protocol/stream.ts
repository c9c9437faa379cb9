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

export const clientMessageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("hello"),
    protocol: z.int().min(1),
    /** Everything after this is wanted; absent on the first connection, which then starts at "now". */
    cursor: cursorSchema.optional(),
    app: z.object({ version: z.string().max(64), platform: z.string().max(32) }),
  }),
  z.object({ type: z.literal("pong") }),
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
    /** How many events are about to be replayed. */
    replaying: z.int().min(0),
    /** Where the stream stands: the cursor to store when nothing is replayed. */
    cursor: cursorSchema,
    /** The relay's clock, Unix milliseconds. */
    now: z.int(),
    /** The lowest app version that the relay serves, e.g. "0.1.0". */
    minimumAppVersion: z.string().optional(),
  }),
  z.object({
    type: z.literal("event"),
    cursor: cursorSchema,
    /** True for what happened before this connection's `welcome`. */
    replayed: z.boolean(),
    event: callEventSchema,
  }),
  /** Every 25 s, and once after a replay. The cursor is the account's newest, once all earlier events have been sent. */
  z.object({ type: z.literal("heartbeat"), cursor: cursorSchema, now: z.int() }),
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
  revoked: 4200,
  protocolTooOld: 4201,
} as const;

/** What a close code asks of the app. Codes that are not ours mean "back off". */
export function afterClose(code: number): "reconnect" | "back-off" | "stop" {
  if (code >= 4000 && code < 4100) return "reconnect";
  if (code >= 4200 && code < 4300) return "stop";
  return "back-off";
}
