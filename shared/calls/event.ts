import { z } from "zod";

/**
 * What happened to a call, normalised from the PBX's four hooks (guide: "Medarbejderintegration").
 *
 * A hook is a statement about one leg. Which legs make up one call, and what the call means for one employee, is decided
 * by the call reducer (`reduce-calls.ts`), not here.
 */
export const callEventKinds = ["incoming", "answered", "ended", "outgoing"] as const;
export type CallEventKind = (typeof callEventKinds)[number];

/** A local number ("lokalnummer"): digits as the PBX wrote them; leading zeros matter, so it is text. */
const localNumber = z.string().min(1).max(20);

/** A unique call id such as `12434346.4567`; opaque. */
const uniqueCallId = z.string().min(1).max(128);

export const callEventSchema = z.object({
  /** The relay's id of this event: the same event delivered twice has the same id. */
  id: z.string().min(1).max(128),
  kind: z.enum(callEventKinds),
  /** UniqueCallId of the leg that the hook spoke of. */
  callId: uniqueCallId,
  /** LinkedUniqueCallId: the other leg of the same call (help pages; on `answered`). */
  linkedCallId: uniqueCallId.optional(),
  /** Further legs that the relay knows to be the same call; empty where it knows none. */
  relatedCallIds: z.array(uniqueCallId).max(64).default([]),
  /** EmployeeLocalNumber. Absent on `ended`, whose hook names nobody. */
  employee: localNumber.optional(),
  /** The name of that employee where the relay knows it, so that "answered by Mette" needs no look-up. */
  employeeName: z.string().max(200).optional(),
  /** Calledphone (incoming) or PhoneLocalNumber (outgoing). */
  phone: localNumber.optional(),
  /** ANumber as the PBX wrote it; absent when the caller hides it ("", "Anonymous", "unknown" …). */
  aNumber: z.string().min(1).max(64).optional(),
  /** The line that was called, e.g. "Hovednummer"; known only through the integration module or the relay's configuration. */
  lineName: z.string().max(200).optional(),
  /** How many different phones the relay has seen ring under this call so far; 0 when unknown. */
  rungPhones: z.int().min(0).max(10_000).default(0),
  /** The PBX's own time of the event, Unix milliseconds; the time of receipt where the hook had none that could be read. */
  at: z.int(),
  /** When the relay received the hook, Unix milliseconds. Order within a call is by this, then by `id`. */
  receivedAt: z.int(),
  /** `ended`: length of the conversation in whole seconds. */
  durationSeconds: z.int().min(0).optional(),
  /** `ended`: whether the call was passed on to somebody else. */
  transfer: z.boolean().optional(),
  /** `ended` with `transfer`: the call that it was passed into (help pages: "Transfered…"). */
  transferredCallId: uniqueCallId.optional(),
  /** `ended` with `transfer`: the outside party's number, which the relay knows from the first call. */
  transferredNumber: z.string().min(1).max(64).optional(),
  /** `ended`: which way the call went. */
  direction: z.enum(["incoming", "outgoing"]).optional(),
  /** Parameters of the hook that we do not know, name as received. */
  unknownParameters: z.record(z.string(), z.string()).optional(),
});

export type CallEvent = z.output<typeof callEventSchema>;
