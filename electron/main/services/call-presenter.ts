import type { Call } from "../../../shared/calls/call.ts";
import { defined } from "../../../shared/defined.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import { formatNumber } from "../../../shared/phone-numbers/format.ts";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";
import type { CallStore } from "../ports/call-store.ts";
import type { CallerLookup } from "./caller-lookup.ts";
import type { People } from "./people.ts";

/** Ended calls stay among the live ones this long, so that one sees how they ended. Milliseconds. */
export const ENDED_STAYS_MS = 8_000;

/** Whose number it is. */
export interface CallerNames extends Pick<CallerLookup, "find" | "nameOfLocalNumber"> {
  /** As it is read best; absent where nothing is remembered. */
  displayNumber?(number: string): string | undefined;
}

/** What is known of a caller while it rings. */
export interface CallerPast {
  people: Pick<People, "numberKeys">;
  calls: Pick<CallStore, "lastConversation">;
}

/** A call with the caller's name and a readable number. */
export function presentCall(call: Call, unseen: boolean, lookup: CallerNames): ShownCall {
  const caller = lookup.find(call.number);
  const shownNumber = call.number === undefined ? undefined : displayNumber(call.number, lookup);
  const answeredByName = call.answeredBy?.name ?? lookup.nameOfLocalNumber(call.answeredBy?.localNumber ?? "");
  return {
    ...call,
    unseen,
    ...(call.answeredBy === undefined || answeredByName === undefined
      ? {}
      : { answeredBy: { ...call.answeredBy, name: answeredByName } }),
    ...(caller === undefined ? {} : { caller }),
    ...(shownNumber === undefined ? {} : { displayNumber: shownNumber }),
  };
}

function displayNumber(number: string, lookup: CallerNames): string | undefined {
  return lookup.displayNumber === undefined ? formatNumber(number) : lookup.displayNumber(number);
}

/** A call that is shown, with the conversation before it while it rings. */
export function withPast(call: ShownCall, lookup: CallerNames, { people, calls }: CallerPast): ShownCall {
  if (call.phase !== "ringing" || call.direction !== "incoming" || call.number === undefined) return call;
  const key = numberKey(call.number);
  if (key === undefined) return call;
  const { caller } = call;
  // A number of his own tells of him; a shared one only of itself.
  const isHis = caller?.id !== undefined && caller.reason?.others === 0 && caller.reason.how !== "company-range";
  const keys = isHis && caller.id !== undefined ? people.numberKeys(caller.id) : [];
  const last = calls.lastConversation([...new Set([key, ...keys])], call.startedAt);
  if (last === undefined) return call;
  const { answeredBy } = last;
  const name = answeredBy?.name ?? lookup.nameOfLocalNumber(answeredBy?.localNumber ?? "");
  return {
    ...call,
    lastConversation: {
      ...last,
      ...(answeredBy === undefined
        ? {}
        : { answeredBy: { localNumber: answeredBy.localNumber, ...defined({ name }) } }),
    },
  };
}

/** Whether a call belongs on top of the list at that moment (Unix milliseconds by the relay's clock). */
export function isShownLive(call: Call, now: number): boolean {
  if (call.phase === "talking" || call.phase === "calling") return true;
  if (!call.live && call.direction === "incoming") return false;
  return call.phase !== "ended" || now - (call.endedAt ?? 0) < ENDED_STAYS_MS;
}
