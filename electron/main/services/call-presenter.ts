import type { Call } from "../../../shared/calls/call.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import { formatNumber } from "../../../shared/phone-numbers/format.ts";
import type { CallerLookup } from "./caller-lookup.ts";

/** Ended calls stay among the live ones this long, so that one sees how they ended. Milliseconds. */
export const ENDED_STAYS_MS = 8_000;

/** A call with the caller's name and a readable number. */
export function presentCall(call: Call, unseen: boolean, lookup: CallerLookup): ShownCall {
  const caller = lookup.find(call.number);
  const displayNumber = call.number === undefined ? undefined : formatNumber(call.number);
  const answeredByName = call.answeredBy?.name ?? lookup.nameOfLocalNumber(call.answeredBy?.localNumber ?? "");
  return {
    ...call,
    unseen,
    ...(call.answeredBy === undefined || answeredByName === undefined
      ? {}
      : { answeredBy: { ...call.answeredBy, name: answeredByName } }),
    ...(caller === undefined ? {} : { caller }),
    ...(displayNumber === undefined ? {} : { displayNumber }),
  };
}

/** Whether a call belongs on top of the list at that moment (Unix milliseconds by the relay's clock). */
export function isShownLive(call: Call, now: number): boolean {
  if (call.phase === "talking" || call.phase === "calling") return true;
  if (!call.live && call.direction === "incoming") return false;
  return call.phase !== "ended" || now - (call.endedAt ?? 0) < ENDED_STAYS_MS;
}
