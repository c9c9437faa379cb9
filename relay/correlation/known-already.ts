import type { CallEvent } from "../../shared/calls/event.ts";
import type { Hook } from "../../shared/flexfone/parse-hook.ts";
import type { Known } from "./correlate.ts";

/**
 * Whether a leg is said to have been answered or to have ended just as it was before, at the same time by the PBX's own
 * clock: a hook that comes again is known however late that is. Only where the PBX's time stamps are known to be of each
 * event, since another answer under the same id (MakeCall's own leg, then the callee's) may say all else alike.
 */
export function isKnownAlready(hook: Hook, { legs }: Known): boolean {
  if (hook.sentAt === undefined || (hook.kind !== "answered" && hook.kind !== "ended")) return false;
  const call = legs.get(hook.callId);
  const told = call?.told.filter(({ event }) => event.callId === hook.callId) ?? [];
  const stamps = [...told.map(({ event }) => event.at), ...(call?.parts.map(({ sentAt }) => sentAt) ?? [])];
  const areOfEachEvent = stamps.some((stamp) => stamp !== undefined && stamp !== hook.sentAt);
  return areOfEachEvent && told.some(({ event }) => saysTheSame(event, hook));
}

function saysTheSame(event: CallEvent, hook: Hook): boolean {
  return (
    event.kind === hook.kind &&
    event.at === hook.sentAt &&
    event.employee === hook.employee &&
    event.linkedCallId === hook.linkedCallId &&
    event.durationSeconds === hook.durationSeconds &&
    event.transfer === hook.transfer &&
    event.transferredCallId === hook.transferredCallId &&
    event.direction === hook.direction
  );
}
