import { z } from "zod";
import type { Latency } from "../../report/histogram.ts";
import { targetSchema } from "./target.ts";

/** A range of clients, the last one not in it. */
const clients = z.object({ from: z.int().min(0), to: z.int().min(0) });

/** What the generator's process can be told to do, one at a time unless it says otherwise. */
export const commandSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("aim"), target: targetSchema, run: z.string().max(8) }),
  /**
   * Connects those who are not; those who were come back with their cursor. Done when all are served and, where
   * `untilDrained`, everything that was sent for anybody has come.
   */
  z.object({
    do: z.literal("connect"),
    clients,
    /** Handshakes under way at a time. */
    atOnce: z.int().min(1),
    /** Each waits for a random part of what the server told it, as the app does. */
    spread: z.boolean(),
    untilDrained: z.boolean(),
    withinSeconds: z.number(),
  }),
  z.object({ do: z.literal("disconnect"), clients }),
  /** Sends each client none, one or two hooks, so that all kinds are mixed from then on. */
  z.object({ do: z.literal("mix"), clients, inFlight: z.int().min(1) }),
  /** At a steady pace, whatever the server does (open loop). */
  z.object({
    do: z.literal("steady"),
    clients,
    perSecond: z.number(),
    seconds: z.number(),
    /** Waits by timers, which are late by a millisecond or two, and leaves the core to others. */
    relaxed: z.boolean().optional(),
  }),
  /** As fast as the server answers (closed loop), for a time or a number of hooks for each client. */
  z.object({
    do: z.literal("saturate"),
    clients,
    inFlight: z.int().min(1),
    seconds: z.number().optional(),
    perClient: z.int().optional(),
    /** Each event is this much larger, where the server can have it so. */
    extraBytes: z.int().optional(),
  }),
  /** Waits until everything that was acknowledged has come. */
  z.object({ do: z.literal("drain"), withinSeconds: z.number() }),
  /** May be given while another command runs, as all that follow. */
  z.object({ do: z.literal("stall"), client: z.int() }),
  z.object({ do: z.literal("counts") }),
  /** Forgets what is missing, after a phase in which it was meant to be. */
  z.object({ do: z.literal("forget") }),
]);
export type Command = z.output<typeof commandSchema>;

export interface Connected {
  clients: number;
  /** Until the last one was served. */
  seconds: number;
  /** Until the last missed message had come. */
  drainedSeconds: number;
  /** Handshakes that had to be tried again. */
  retries: number;
  missing: number;
}

export interface Published {
  sent: number;
  acknowledged: number;
  refused: number;
  seconds: number;
  /** Sent → message received. */
  delivery: Latency;
  /** Sent → answered. */
  answer: Latency;
  /** How late the generator itself sent; what it adds to the above. */
  lateness: Latency;
}

export interface Counts {
  sent: number;
  acknowledged: number;
  refused: number;
  received: number;
  /** Messages that came once more, or that nobody sent. */
  doubled: number;
  /** Acknowledged, and not received yet. */
  missing: number;
  /** Messages of a call that came before an earlier one of it. */
  outOfOrder: number;
  connected: number;
  /** Connections that the server ended, by close code. */
  closed: Record<string, number>;
  /** On average. */
  messageBytes: number;
}

/** What each command answers. */
export interface Answers {
  aim: null;
  connect: Connected;
  disconnect: null;
  mix: null;
  steady: Published;
  saturate: Published;
  drain: Counts;
  stall: { localPort: number };
  counts: Counts;
  forget: null;
}
