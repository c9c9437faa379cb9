import type { ShownCall } from "../../../shared/ipc/snapshot.ts";

/** Nobody has the number, so that he can write down who it was. A guess is nobody. */
export function isUnknown({ number, displayNumber, caller }: ShownCall): boolean {
  if (number === undefined || displayNumber === undefined) return false;
  return caller === undefined || caller.reason?.how === "company-range";
}
