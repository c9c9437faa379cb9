import { z } from "zod";

/**
 * One call as one employee experiences it: what the reducer makes of the events, and what windows, tray and
 * notifications show.
 */

/**
 * - `ringing`: it rings at the employee;
 * - `lift-phone`: he dialled through MakeCall and his own phone rings: "your phone rings – lift it";
 * - `calling`: the other party is being called;
 * - `talking`: connected;
 * - `ended`: over; `outcome` says how.
 */
const callPhaseSchema = z.enum(["ringing", "lift-phone", "calling", "talking", "ended"]);

/**
 * - `answered`: there was a conversation;
 * - `missed`: it rang, and nobody answered;
 * - `answered-elsewhere`: a colleague answered (`answeredBy`);
 * - `no-answer`: an outgoing call that was never connected;
 * - `transferred`: the employee passed it on.
 */
const callOutcomeSchema = z.enum(["answered", "missed", "answered-elsewhere", "no-answer", "transferred"]);

export const callSchema = z.object({
  /** Stable for the call's life: the UniqueCallId of its first known leg. */
  key: z.string(),
  /** Every UniqueCallId that is known to belong to it. */
  callIds: z.array(z.string()),
  direction: z.enum(["incoming", "outgoing"]),
  phase: callPhaseSchema,
  /** Only when `phase` is `ended`. */
  outcome: callOutcomeSchema.optional(),
  /** The other party's number as the PBX wrote it; absent when hidden or unknown. */
  number: z.string().optional(),
  /** The employee's phones that rang or dialled, in order of appearance. */
  phones: z.array(z.string()),
  lineName: z.string().optional(),
  /** The colleague who answered instead. */
  answeredBy: z.object({ localNumber: z.string(), name: z.string().optional() }).optional(),
  /** The colleague through whom a transferred call came: local number. */
  transferredFrom: z.string().optional(),
  /** Unix milliseconds, all four. `endedAt` of an expired call is the moment of expiry. */
  startedAt: z.int(),
  lastRingAt: z.int().optional(),
  answeredAt: z.int().optional(),
  endedAt: z.int().optional(),
  /** Length of the conversation in whole seconds, from the PBX where it said so. */
  durationSeconds: z.int().optional(),
  /** The PBX never said how it ended: a ring expired after 90 s, a conversation after 4 h; or the end was missed. */
  expired: z.enum(["ring", "conversation"]).optional(),
  /** A missed call is announced once this has become true: 3 s after the last leg ended. A late `answered` takes it back. */
  missedAnnounced: z.boolean(),
  /** Whether the newest ring came live (not replayed, not older than 30 s): only then may it be shown as an incoming call. */
  live: z.boolean(),
  /** The MakeCall that this call came from. */
  dialId: z.string().optional(),
  /** Who did not lift, where a MakeCall's `outcome` is `no-answer`: he his own phone, or the callee, who may be busy. */
  notLifted: z.enum(["own-phone", "callee"]).optional(),
});
export type Call = z.output<typeof callSchema>;
