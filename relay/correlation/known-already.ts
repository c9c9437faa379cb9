import type { CallEvent } from "../../shared/calls/event.ts";
import type { Hook } from "../../shared/flexfone/parse-hook.ts";
import type { Known } from "./correlate.ts";

/**
 * Whether a leg is said to have been answered or to have ended just as it was before. Unlike a ring, neither can happen to
 * a leg twice, so a hook that comes again is known however late that is.
 */
export function isKnownAlready(hook: Hook, { legs }: Known): boolean {
  if (hook.kind !== "answered" && hook.kind !== "ended") return false;
  const told = legs.get(hook.callId)?.told ?? [];
  return told.some(({ event }) => event.callId === hook.callId && saysTheSame(event, hook));
}

function saysTheSame(event: CallEvent, hook: Hook): boolean {
  return (
    event.kind === hook.kind &&
    event.employee === hook.employee &&
    event.linkedCallId === hook.linkedCallId &&
    event.durationSeconds === hook.durationSeconds &&
    event.transfer === hook.transfer &&
    event.transferredCallId === hook.transferredCallId &&
    event.direction === hook.direction
  );
}
