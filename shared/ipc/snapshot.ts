import { z } from "zod";
import { callSchema } from "../calls/call.ts";
import { presenceSchema } from "../relay-protocol/stream.ts";

/** Everything that the windows show, except long lists, which are asked for in pages. No secret is ever in here. */

/** Who a number belongs to, as the look-up found it. */
const callerSchema = z.object({
  name: z.string(),
  company: z.string().optional(),
  /** One line that helps: "customer 4711", a note. */
  note: z.string().optional(),
  kind: z.enum(["contact", "colleague"]),
});
export type Caller = z.output<typeof callerSchema>;

/** A call with what the app adds for showing it. */
export const shownCallSchema = callSchema.extend({
  /** In readable form, "+45 86 51 51 51" or as it came; absent when hidden. */
  displayNumber: z.string().optional(),
  caller: callerSchema.optional(),
  /** Missed and not yet seen by the employee. */
  unseen: z.boolean(),
});
export type ShownCall = z.output<typeof shownCallSchema>;

const relayStatusSchema = z.discriminatedUnion("state", [
  z.object({ state: z.literal("unpaired") }),
  z.object({ state: z.literal("connecting"), since: z.int() }),
  z.object({ state: z.literal("connected"), since: z.int() }),
  z.object({
    state: z.literal("offline"),
    since: z.int(),
    reason: z.enum(["unreachable", "timeout", "refused", "closed", "revoked", "update-needed", "proxy", "storage"]),
    /** Unix milliseconds of the next try; absent when a person must act. */
    nextTryAt: z.int().optional(),
  }),
]);
export type RelayStatus = z.output<typeof relayStatusSchema>;

const phoneSchema = z.object({ localNumber: z.string(), name: z.string() });

const identitySchema = z.object({
  localNumber: z.string(),
  name: z.string(),
  company: z.string(),
  relayHost: z.string(),
  phones: z.array(phoneSchema),
  /** Whether the employee API has confirmed it; until then the relay's word is shown. */
  confirmed: z.boolean(),
});
export type Identity = z.output<typeof identitySchema>;

const shownCallFlowSchema = z.object({
  localNumber: z.string(),
  name: z.string(),
  active: z.boolean(),
  /** Where calls go in either state: "6050 Vagt", or the bare number. */
  activeGoto: z.string(),
  inactiveGoto: z.string(),
  switching: z.boolean(),
  /** Why the last switch did not happen, in the PBX's words or ours. */
  problem: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type ShownCallFlow = z.output<typeof shownCallFlowSchema>;

const callFlowsStateSchema = z.object({
  flows: z.array(shownCallFlowSchema),
  /** Unix milliseconds of the last answer; absent before the first. */
  asOf: z.int().optional(),
  problem: z.object({ code: z.string(), message: z.string() }).optional(),
});

const dialStateSchema = z.object({
  dialId: z.string(),
  number: z.string(),
  displayNumber: z.string(),
  name: z.string().optional(),
  /** Name of the phone that rings; absent for "by my active profile". */
  phone: z.string().optional(),
  /** `asking`: the PBX has not answered; `lift-phone`: his phone rings; `failed`: see `problem`. Later states are the call's. */
  state: z.enum(["asking", "lift-phone", "failed"]),
  problem: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type DialState = z.output<typeof dialStateSchema>;

/** An invitation that waits for the employee's yes. */
const pendingPairingSchema = z.object({
  relayHost: z.string(),
  company: z.string(),
  employee: z.object({ localNumber: z.string(), name: z.string().optional() }),
  /** Set when a pairing exists that this one would replace. */
  replaces: z.object({ relayHost: z.string(), company: z.string(), name: z.string() }).optional(),
});
export type PendingPairing = z.output<typeof pendingPairingSchema>;

/** Something the employee must be told once; stays until dismissed. */
const noticeSchema = z.object({
  id: z.string(),
  kind: z.enum([
    "settings-recovered",
    "database-recovered",
    "gap",
    "secrets-unavailable",
    "enrolment-failed",
    "update-needed",
  ]),
  /** Values for the message: times in Unix milliseconds, counts, file names. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Notice = z.output<typeof noticeSchema>;

export const settingsSchema = z.object({
  /** `system` follows the operating system. */
  language: z.enum(["system", "da", "en"]),
  theme: z.enum(["system", "light", "dark"]),
  hideNames: z.boolean(),
  /** The phone that MakeCall rings: a local number, or "" for "by my active profile". */
  device: z.string().max(20),
  /** MyFone user name; the password is write-only. */
  myFoneUsername: z.string().max(200),
  myFonePasswordStored: z.boolean(),
});
export type ShownSettings = z.output<typeof settingsSchema>;

export const snapshotSchema = z.object({
  /** Grows with every change; a receiver drops what is not newer. */
  rev: z.int(),
  appVersion: z.string(),
  /** The language to show, `settings.language` resolved. */
  locale: z.enum(["da", "en"]),
  relay: relayStatusSchema,
  identity: identitySchema.optional(),
  pendingPairing: pendingPairingSchema.optional(),
  /** Live calls, newest first, and those that ended in the last seconds. */
  liveCalls: z.array(shownCallSchema),
  missedCount: z.int().min(0),
  dial: dialStateSchema.optional(),
  callFlows: callFlowsStateSchema,
  /** Colleagues who are rung or talk, by name; empty where the company does not share it, and while nobody looks. */
  colleagues: z.array(presenceSchema.extend({ name: z.string() })),
  notices: z.array(noticeSchema),
  settings: settingsSchema,
  /** Grows when the history changed, so that the list asks anew. */
  historyRev: z.int(),
});
export type BusyColleague = Snapshot["colleagues"][number];
export type Snapshot = z.output<typeof snapshotSchema>;
export type Phone = z.output<typeof phoneSchema>;
