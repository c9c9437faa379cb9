/** Time, so that tests can move it. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Calls back once after that many milliseconds; returns the way to call it off. */
  after(milliseconds: number, callback: () => void): () => void;
}
