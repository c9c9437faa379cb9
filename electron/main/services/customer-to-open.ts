import type { EventPayload } from "../../../shared/ipc/contract.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";

/**
 * What "open customer" shows: the card of who calls, or the form for somebody new with his number; the list of calls where
 * nobody knows who it is.
 *
 * @param calls the live ones, newest first, and those that ended in the last seconds
 */
export function customerToOpen(calls: readonly ShownCall[]): EventPayload<"window.show"> {
  const incoming = calls.filter(({ direction }) => direction === "incoming");
  const call =
    incoming.find(({ phase }) => phase === "ringing") ??
    incoming.find(({ phase }) => phase === "talking") ??
    incoming[0];
  if (call?.caller?.id !== undefined) return { view: "people", person: call.caller.id };
  if (call?.caller === undefined && call?.number !== undefined) {
    return { view: "people", newContact: { number: call.number } };
  }
  return { view: "calls" };
}
