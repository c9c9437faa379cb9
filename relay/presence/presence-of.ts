import type { Call } from "../../shared/calls/call.ts";
import type { Presence } from "../../shared/relay-protocol/stream.ts";

/** What a colleague may know of an employee's calls: that he talks or is rung, and since when. No number, no name. */
export function presenceOf(localNumber: string, calls: readonly Call[]): Presence {
  const talking = earliest(calls.filter(({ phase }) => phase === "talking" || phase === "calling"));
  if (talking !== undefined) return { localNumber, state: "talking", since: talking.answeredAt ?? talking.startedAt };
  const ringing = earliest(calls.filter(({ phase }) => phase === "ringing" || phase === "lift-phone"));
  if (ringing !== undefined) return { localNumber, state: "ringing", since: ringing.startedAt };
  const ends = calls.flatMap(({ endedAt }) => (endedAt === undefined ? [] : [endedAt]));
  return { localNumber, state: "idle", ...(ends.length === 0 ? {} : { since: Math.max(...ends) }) };
}

function earliest(calls: readonly Call[]): Call | undefined {
  return calls.reduce<Call | undefined>(
    (first, call) => (first === undefined || call.startedAt < first.startedAt ? call : first),
    undefined,
  );
}
