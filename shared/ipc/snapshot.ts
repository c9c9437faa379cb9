import { z } from "zod";
import { callSchema } from "../calls/call.ts";
import { contactIdSchema, matchReasonSchema } from "../contacts/person.ts";
import { shownSourceSchema } from "../contacts/source.ts";
import { presenceSchema } from "../relay-protocol/stream.ts";
import { hotkeysStateSchema } from "./hotkey-requests.ts";

/** Everything that the windows show, except long lists, which are asked for in pages. No secret is ever in here. */

/** Who a number belongs to, as the look-up found it. */
const callerSchema = z.object({
  name: z.string(),
  company: z.string().optional(),
  /** One line that helps: "customer 4711", a note. */
  note: z.string().optional(),
  kind: z.enum(["contact", "colleague"]),
  /** The contact, for its card. */
  id: contactIdSchema.optional(),
  reason: matchReasonSchema.optional(),
  vip: z.boolean().optional(),
  blocked: z.boolean().optional(),
});
export type Caller = z.output<typeof callerSchema>;

/** A call with what the app adds for showing it. */
export const shownCallSchema = callSchema.extend({
  /** In readable form, "+45 86 51 51 51" or as it came; absent when hidden. */
  displayNumber: z.string().optional(),
  caller: callerSchema.optional(),
  /** While it rings: the conversation with the caller before this one, the employee's own or a colleague's. */
  lastConversation: z
    .object({
      /** Unix milliseconds. */
      at: z.int(),
      durationSeconds: z.int().optional(),
      /** The colleague; absent where it was the employee himself. */
      answeredBy: z.object({ localNumber: z.string(), name: z.string().optional() }).optional(),
    })
    .optional(),
  /** Missed and not yet seen by the employee. */
  unseen: z.boolean(),
});
export type ShownCall = z.output<typeof shownCallSchema>;

export const offlineReasons = [
  "unreachable",
  "timeout",
  "refused",
  "closed",
  "revoked",
  "update-needed",
  "proxy",
  "storage",
] as const;

const relayStatusSchema = z.discriminatedUnion("state", [
  z.object({ state: z.literal("unpaired") }),
  /** The app asks the PBX itself, which tells it of no calls: that takes a relay. */
  z.object({ state: z.literal("direct") }),
  z.object({ state: z.literal("connecting"), since: z.int() }),
  z.object({ state: z.literal("connected"), since: z.int() }),
  z.object({
    state: z.literal("offline"),
    since: z.int(),
    reason: z.enum(offlineReasons),
    /** Unix milliseconds of the next try; absent when a person must act. */
    nextTryAt: z.int().optional(),
  }),
]);
export type RelayStatus = z.output<typeof relayStatusSchema>;

const phoneSchema = z.object({ localNumber: z.string(), name: z.string() });

/** What stands between the app and the PBX. */
const throughSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("relay"), host: z.string(), company: z.string() }),
  /** Nothing: the app holds the account's API password. */
  z.object({ kind: z.literal("direct"), host: z.string(), account: z.string() }),
]);
export type Through = z.output<typeof throughSchema>;

const identitySchema = z.object({
  localNumber: z.string(),
  name: z.string(),
  through: throughSchema,
  phones: z.array(phoneSchema),
  /** Whether the employee API has confirmed it; until then the relay's word is shown. */
  confirmed: z.boolean(),
});
export type Identity = z.output<typeof identitySchema>;

/** Who switched a call flow, or has it switched. */
const switcherSchema = z.object({ name: z.string(), /** It is the employee himself. */ own: z.boolean() });

/** A switch that the relay makes by itself. */
const shownComingSwitchSchema = z.object({
  id: z.string(),
  localNumber: z.string(),
  /** Of the call flow; its number where it is not known. */
  name: z.string(),
  active: z.boolean(),
  /** Unix milliseconds. */
  at: z.int(),
  by: switcherSchema.optional(),
  /** Whether this employee may cancel it. */
  mayCancel: z.boolean(),
  /** It was due, and the PBX did not do it: it is tried again. */
  trouble: z.object({ message: z.string(), nextTryAt: z.int() }).optional(),
});
export type ShownComingSwitch = z.output<typeof shownComingSwitchSchema>;

const shownPastSwitchSchema = z.object({
  id: z.string(),
  localNumber: z.string(),
  /** Of the call flow; its number where it is not known. */
  name: z.string(),
  active: z.boolean(),
  /** Unix milliseconds. */
  at: z.int(),
  by: switcherSchema.optional(),
  how: z.enum(["hand", "timed", "undo", "elsewhere"]),
  outcome: z.enum(["done", "refused", "unclear"]),
  message: z.string().optional(),
  /** Whether the call flow still is as this switch left it, and he may switch it back. */
  mayUndo: z.boolean(),
});
export type ShownPastSwitch = z.output<typeof shownPastSwitchSchema>;

const shownCallFlowSchema = z.object({
  localNumber: z.string(),
  name: z.string(),
  active: z.boolean(),
  /** Where calls go in either state: "6050 Vagt", or the bare number. */
  activeGoto: z.string(),
  inactiveGoto: z.string(),
  /** Whether this employee may switch it. */
  maySwitch: z.boolean(),
  switching: z.boolean(),
  /** The next switch that comes by itself. */
  coming: shownComingSwitchSchema.optional(),
  /** A switch that should have come by itself, was given up, and that nobody has made since. */
  notCome: shownPastSwitchSchema.optional(),
  /** Why the last switch did not happen, in the PBX's words or ours; `unsure` while nobody knows whether it did. */
  problem: z.object({ code: z.string(), message: z.string(), unsure: z.boolean() }).optional(),
});
export type ShownCallFlow = z.output<typeof shownCallFlowSchema>;

const callFlowsStateSchema = z.object({
  flows: z.array(shownCallFlowSchema),
  /** Unix milliseconds of the last answer; absent before the first. */
  asOf: z.int().optional(),
  problem: z.object({ code: z.string(), message: z.string() }).optional(),
  /** Whether switches can come by themselves, and those that were are told: that takes a relay. */
  timed: z.boolean(),
  /** The next one first. */
  coming: z.array(shownComingSwitchSchema),
  /** The newest first; 50 at most. */
  history: z.array(shownPastSwitchSchema),
});
export type CallFlowsState = z.output<typeof callFlowsStateSchema>;

const dialStateSchema = z.object({
  dialId: z.string(),
  number: z.string(),
  displayNumber: z.string(),
  name: z.string().optional(),
  company: z.string().optional(),
  /** Name of the phone that rings; absent for "by my active profile". */
  phone: z.string().optional(),
  /**
   * `asking`: the PBX has not answered; `lift-phone`: his phone rings; `unsure`: the PBX did not answer, so that it may ring
   * or not; `failed`: see `problem`. Later states are the call's.
   */
  state: z.enum(["asking", "lift-phone", "unsure", "failed"]),
  problem: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type DialState = z.output<typeof dialStateSchema>;

/** A pairing that waits for the employee's yes. */
const pendingPairingSchema = z.object({
  through: throughSchema,
  employee: z.object({
    localNumber: z.string(),
    name: z.string().optional(),
    /** The names of his phones; absent where they are not known. */
    phones: z.array(z.string()).optional(),
  }),
  /** Set when a pairing exists that this one would replace. */
  replaces: z.object({ through: throughSchema, name: z.string() }).optional(),
});
export type PendingPairing = z.output<typeof pendingPairingSchema>;

/** What must be known before there is somebody to confirm. */
const pairingStepSchema = z.discriminatedUnion("kind", [
  /** His MyFone login, for the relay. */
  z.object({ kind: z.literal("login"), relayHost: z.string(), account: z.string() }),
  /** Which of the account's employees he is. */
  z.object({ kind: z.literal("choose"), host: z.string(), account: z.string(), employees: z.int() }),
]);
export type PairingStep = z.output<typeof pairingStepSchema>;

/** The list of employees, as far as it is known. */
const directorySchema = z.object({
  employees: z.int().min(0),
  /** When the PBX told it, Unix milliseconds; absent where it never did. */
  asOf: z.int().optional(),
  /** Why it could not be had anew. */
  problem: z.object({ code: z.string(), message: z.string() }).optional(),
});

/** Something the employee must be told once; stays until dismissed. */
const noticeSchema = z.object({
  id: z.string(),
  kind: z.enum([
    "settings-recovered",
    "database-recovered",
    "database-newer",
    "gap",
    "secrets-unavailable",
    "enrolment-failed",
    "not-kept",
    "not-revoked",
    "phone-gone",
    "update-needed",
    "window-crashed",
    "policy-problem",
    "policy-unreadable",
    "update-ready",
    "updated",
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
  /** How calls come up: as the system's notifications, on the call card, both or not at all. */
  notificationStyle: z.enum(["system", "card", "both", "none"]),
  /** For whose calls the computer is heard, beside the phone. */
  notificationSound: z.enum(["none", "vips", "all"]),
  onlyVips: z.boolean(),
  /** The phone that MakeCall rings: a local number, or "" for "by my active profile". */
  device: z.string().max(20),
  /** How calls are started where the relay offers it, too; without a login it is asked in any case. */
  dialVia: z.enum(["makeCall", "relay"]),
  /** Whether a telephone link of another program is dialled at once, or fills in what he then says yes to. */
  dialLinks: z.enum(["ask", "direct"]),
  /** Calls older than this are deleted from this computer. Days. */
  historyDays: z.int().min(1).max(3650),
  /** Whether Sidetone starts, without a window, when he logs in. */
  autostart: z.boolean(),
  /** A number that was selected and fetched by the hotkey is dialled without Enter, where it is the only one. */
  dialSelectionAtOnce: z.boolean(),
  /** MyFone user name; the password is write-only. */
  myFoneUsername: z.string().max(200),
  myFonePasswordStored: z.boolean(),
  /**
   * How this computer can keep secrets: encrypted by its keychain; `plain`, readable by whoever can read the employee's
   * files (Linux without a keyring); not at all.
   */
  accessProtection: z.enum(["keychain", "plain", "none"]),
  /** What he chose where it is `plain`. */
  keepAccess: z.enum(["ask", "memory", "plain"]),
  /** Set where MakeCall would get his password over plain http: which host, and whether he has allowed it. */
  insecureMakeCall: z.object({ host: z.string(), allowed: z.boolean() }).optional(),
  /** The settings that are the administrator's, and not to be changed here. */
  locked: z.array(z.string()),
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
  /** The relay, and the account at it, that the machine's administrator named; for filling in where one is asked for. */
  proposedRelay: z.object({ relay: z.string(), account: z.string().optional() }).optional(),
  pairingStep: pairingStepSchema.optional(),
  pendingPairing: pendingPairingSchema.optional(),
  directory: directorySchema,
  /** Live calls, newest first, and those that ended in the last seconds. */
  liveCalls: z.array(shownCallSchema),
  missedCount: z.int().min(0),
  /** Calls raise nothing until then (Unix milliseconds), or until he says so; absent where they do. */
  doNotDisturb: z.object({ until: z.int().optional() }).optional(),
  dial: dialStateSchema.optional(),
  /** Whether the relay starts calls for him, without a MyFone login. */
  relayDialling: z.boolean(),
  callFlows: callFlowsStateSchema,
  /** Colleagues who are rung or talk, by name; empty where the company does not share it, and while nobody looks. */
  colleagues: z.array(presenceSchema.extend({ name: z.string() })),
  notices: z.array(noticeSchema),
  settings: settingsSchema,
  hotkeys: hotkeysStateSchema,
  /** Grows when the history changed, so that the list asks anew. */
  historyRev: z.int(),
  /** Where contacts come from, in the order that counts; `own` and `colleagues` first. */
  sources: z.array(shownSourceSchema),
  /** Grows when contacts changed, so that lists, cards and names ask anew. */
  contactsRev: z.int(),
});
export type BusyColleague = Snapshot["colleagues"][number];
export type Snapshot = z.output<typeof snapshotSchema>;
export type Phone = z.output<typeof phoneSchema>;
