import { z } from "zod";
import { contactIdSchema } from "../contacts/person.ts";
import { quietChoices } from "../notifications/quiet-choice.ts";
import { cardActions, cardViewSchema } from "./card.ts";
import { contactErrorCodes, contactRequests } from "./contact-requests.ts";
import { diagnosticsRequests } from "./diagnostics.ts";
import { barRequests, barViewSchema } from "./dial-bar.ts";
import { dialSuggestionSchema, dialWarningSchema } from "./dial-suggestion.ts";
import { hotkeyErrorCodes, hotkeyRequests } from "./hotkey-requests.ts";
import { keepingErrorCodes, keepingRequests } from "./keeping.ts";
import { linkRequests } from "./links.ts";
import { settingsSchema, shownCallSchema, snapshotSchema } from "./snapshot.ts";

/**
 * The whole conversation between the main process and its windows. Every request is answered `{ok: true, value}` or
 * `{ok: false, code, message}`; input and output are checked against these schemas in main.
 */
const nothing = z.undefined();
const numberInput = z.string().min(1).max(200);

/** Which view, and what in it. */
const showSchema = z.object({
  view: z.enum(["calls", "people", "callFlows", "settings", "pairing"]),
  dialText: z.string().max(200).optional(),
  /** `people`: with the form for somebody new, who has this number. */
  newContact: z.object({ number: z.string().max(200) }).optional(),
  /** `people`: with this person's card. */
  person: contactIdSchema.optional(),
});

export const requests = {
  "snapshot.get": { in: nothing, out: snapshotSchema },

  "pairing.propose": { in: z.object({ link: z.string().max(2000) }), out: nothing },
  /** A MyFone login is to say who he is: at which relay, and of which account. Nothing is asked yet. */
  "pairing.beginLogin": {
    in: z.object({ relay: z.string().max(300), account: z.string().max(64) }),
    out: nothing,
  },
  /** @see pairingStep `login`. The password goes to the relay, and is kept only where he wants to dial with it. */
  "pairing.login": {
    in: z.object({
      username: z.string().min(1).max(200),
      password: z.string().min(1).max(200),
      keepForDialling: z.boolean(),
    }),
    out: nothing,
  },
  /** Without a relay: the account's employees, to choose oneself from. The API password never comes back. */
  "pairing.findEmployees": {
    in: z.object({ account: z.string().min(1).max(64), hash: z.string().min(1).max(256) }),
    out: nothing,
  },
  /** @see pairingStep `choose` */
  "pairing.searchEmployees": {
    in: z.object({ text: z.string().max(200) }),
    out: z.object({
      employees: z.array(z.object({ localNumber: z.string(), name: z.string(), department: z.string().optional() })),
      more: z.boolean(),
    }),
  },
  "pairing.chooseEmployee": { in: z.object({ localNumber: z.string().max(20) }), out: nothing },
  "pairing.confirm": { in: nothing, out: nothing },
  /** No to what is pending; a step that was begun is given up too. */
  "pairing.decline": { in: nothing, out: nothing },
  /** Signs out: forgets the pairing and all that came by it, here and at the relay. */
  "pairing.forget": { in: z.object({ deleteHistory: z.boolean() }), out: nothing },

  "relay.reconnect": { in: nothing, out: nothing },

  /** How a text would be dialled, and whose number it is; for no text, whom he spoke with lately. Dials nothing. */
  "dial.preview": {
    in: z.object({ text: z.string().max(2_000) }),
    out: z.object({
      /** Absent when the text holds no number. */
      number: z.string().optional(),
      displayNumber: z.string().optional(),
      name: z.string().optional(),
      company: z.string().optional(),
      warning: dialWarningSchema.optional(),
      /** Was written behind the number, and is not dialled. */
      extension: z.string().optional(),
      /** Where a foreign number is from: ISO 3166-1, two letters. */
      country: z.string().length(2).optional(),
      suggestions: z.array(dialSuggestionSchema),
      /** For no text: the number that was dialled last. */
      redial: dialSuggestionSchema.optional(),
    }),
  },
  "dial.start": { in: z.object({ number: numberInput }), out: z.object({ dialId: z.string() }) },
  "dial.dismiss": { in: nothing, out: nothing },

  "calls.history": {
    in: z.object({
      filter: z.enum(["all", "missed"]),
      /** Calls that started before this, Unix milliseconds; absent for the newest page. */
      before: z.int().optional(),
      limit: z.int().min(1).max(200),
    }),
    out: z.object({ calls: z.array(shownCallSchema), more: z.boolean() }),
  },
  "calls.markMissedSeen": { in: nothing, out: nothing },

  "callFlows.set": {
    in: z.object({
      localNumber: z.string().min(1).max(20),
      active: z.boolean(),
      /** Then it goes back by itself. Unix milliseconds, ahead by 30 days at most; takes a relay. */
      until: z.int().optional(),
    }),
    out: nothing,
  },
  /** A coming switch is not to come. */
  "callFlows.cancel": { in: z.object({ id: z.string().min(1).max(64) }), out: nothing },
  /** A past switch is to be switched back. */
  "callFlows.undo": { in: z.object({ id: z.string().min(1).max(64) }), out: nothing },
  /** He has read why a call flow was not switched. */
  "callFlows.dismissProblem": { in: z.object({ localNumber: z.string().min(1).max(20) }), out: nothing },
  "callFlows.refresh": { in: nothing, out: nothing },
  /** Whether the call flows are what the window shows, and are to be asked for often. */
  "callFlows.watch": { in: z.object({ on: z.boolean() }), out: nothing },

  "settings.update": {
    in: settingsSchema
      .pick({
        language: true,
        theme: true,
        hideNames: true,
        notificationStyle: true,
        notificationSound: true,
        onlyVips: true,
        device: true,
        dialVia: true,
        dialLinks: true,
        autostart: true,
        historyDays: true,
        dialSelectionAtOnce: true,
      })
      .partial(),
    out: nothing,
  },
  /** The password is kept by the operating system's keychain and never comes back. */
  "settings.setMyFoneLogin": {
    in: z.object({ username: z.string().min(1).max(200), password: z.string().min(1).max(200) }),
    out: nothing,
  },
  "settings.forgetMyFoneLogin": { in: nothing, out: nothing },
  /** Where there is no keychain: whether secrets are kept in memory only, or readably on disk. */
  "settings.keepSecrets": { in: z.object({ keep: z.enum(["memory", "plain"]) }), out: nothing },
  /** Whether MakeCall's host may get the password over plain http. */
  "settings.allowInsecureMakeCall": { in: z.object({ allowed: z.boolean() }), out: nothing },

  ...contactRequests,
  ...linkRequests,
  ...keepingRequests,
  ...hotkeyRequests,
  /** What the dial bar's window asks. */
  ...barRequests,
  ...diagnosticsRequests,

  /** Restarts into the newer version that is on this computer; refused while a call is going on. */
  "updates.restart": { in: nothing, out: nothing },
  /** What the call card shows. */
  "card.get": { in: nothing, out: cardViewSchema },
  "card.act": { in: z.object({ key: z.string().max(200), action: z.enum(cardActions) }), out: nothing },
  /** How high the page is with what it shows; CSS pixels. */
  "card.size": { in: z.object({ height: z.int().min(1).max(2_000) }), out: nothing },

  /** A call that nobody makes rings for some seconds. `comesUp`: whether anything is to be seen, by what he chose. */
  "notifications.try": { in: nothing, out: z.object({ comesUp: z.boolean() }) },
  "doNotDisturb.begin": { in: z.object({ choice: z.enum(quietChoices) }), out: nothing },
  "doNotDisturb.end": { in: nothing, out: nothing },

  "notices.dismiss": { in: z.object({ id: z.string().max(100) }), out: nothing },
  "window.hide": { in: nothing, out: nothing },
  /** What the window shows, so that a page that is started anew shows it too. */
  "window.remember": { in: showSchema, out: nothing },
} as const satisfies Record<string, { in: z.ZodType; out: z.ZodType }>;

export const events = {
  /** The call card's window: all that it shows. */
  "card.changed": cardViewSchema,
  /** The dial bar's window: all that it shows by itself. */
  "bar.changed": barViewSchema,
  /** The whole snapshot, after any change. */
  "snapshot.changed": snapshotSchema,
  /** The employee asked, from tray, link or notification, to be shown something. */
  "window.show": showSchema,
} as const satisfies Record<string, z.ZodType>;

export type RequestName = keyof typeof requests;
export type RequestInput<Name extends RequestName> = z.input<(typeof requests)[Name]["in"]>;
export type RequestOutput<Name extends RequestName> = z.output<(typeof requests)[Name]["out"]>;
export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>;

export const errorCodes = [
  "bad-input",
  "not-allowed",
  "not-paired",
  "link-not-valid",
  "invitation-unknown",
  "relay-unreachable",
  "relay-refused",
  "relay-insecure",
  "login-not-offered",
  "login-refused",
  "login-ambiguous",
  "too-many-tries",
  "account-refused",
  "no-such-employee",
  "secrets-unavailable",
  "secrets-unprotected",
  "no-number",
  "several-numbers",
  "number-too-long",
  "no-login",
  "dial-in-progress",
  "dial-not-lifted",
  "insecure",
  "pbx-credentials",
  "pbx-refused",
  "pbx-unreachable",
  "pbx-timeout",
  "pbx-not-understood",
  "not-kept-by-system",
  "set-by-administrator",
  "offline",
  "not-switched",
  "changed-since",
  "no-such-switch",
  "time-not-possible",
  "relay-needed",
  "relay-account-refused",
  "no-update",
  "call-in-progress",
  ...contactErrorCodes,
  ...keepingErrorCodes,
  ...hotkeyErrorCodes,
  "internal",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export type Result<Value> = { ok: true; value: Value } | { ok: false; code: ErrorCode; message: string };

/** What the preload puts on `window.sidetone`. */
export interface Bridge {
  request<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<Result<RequestOutput<Name>>>;
  /** Returns the way to stop listening. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void;
}
