/** Hooks of phones that begin to ring together come within this. Milliseconds. */
export const RING_TOGETHER_MS = 3_000;

export interface Ring {
  phone: string | undefined;
  aNumber: string | undefined;
  /** Unix milliseconds. */
  receivedAt: number;
}

/**
 * Whether two rings with different call ids are one call to a ring group. A PBX may give each ringing phone an id of its
 * own and link the winner's only, so the others are known by this: another phone, the same A-number, the same moment. A
 * hidden number proves nothing: two callers may hide theirs.
 */
export function isSameRing(a: Ring, b: Ring): boolean {
  if (a.aNumber === undefined || a.aNumber !== b.aNumber) return false;
  return a.phone !== b.phone && Math.abs(a.receivedAt - b.receivedAt) <= RING_TOGETHER_MS;
}
