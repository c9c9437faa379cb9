/** What goes wrong on the way in one direction. Everything may be changed while connections are open. */
export interface Faults {
  /** Each chunk is passed on this much later, in order. Milliseconds. */
  latencyMs: number;
  /** Nothing comes through for now: it is passed on when this is over, as TCP sends again what was lost. */
  stalled: boolean;
  /**
   * What is sent is lost for good and nothing is closed, as where the other end has gone without a word (half-open). A
   * connection that has lost something stays so.
   */
  blackhole: boolean;
  /** Passed on in pieces of this many bytes, one each millisecond. */
  dripBytes: number | undefined;
  /** The connection is reset when this many bytes have been passed on since it was made. */
  resetAfterBytes: number | undefined;
}

/** Everything is passed on as it comes. */
export const noFaults: Faults = {
  latencyMs: 0,
  stalled: false,
  blackhole: false,
  dripBytes: undefined,
  resetAfterBytes: undefined,
};
