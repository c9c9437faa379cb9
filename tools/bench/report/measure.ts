/** What a piece of work takes. */
export interface Measured {
  /** Milliseconds of the median round. */
  ms: number;
  /** Of the slowest round. */
  worstMs: number;
}

/**
 * Does it over and over.
 *
 * @param work what it returns is kept, so that it is not left out
 * @param rounds at least 1, after one that does not count
 */
export function measure(work: () => unknown, rounds: number): Measured {
  let kept: unknown = work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    kept = work();
    times.push(performance.now() - began);
  }
  if (kept === undefined) throw new Error("The work gave nothing.");
  times.sort((a, b) => a - b);
  return { ms: times[Math.floor(times.length / 2)] ?? 0, worstMs: times.at(-1) ?? 0 };
}
