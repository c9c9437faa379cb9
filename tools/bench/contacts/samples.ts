/** Durations, each kept: a look-up takes microseconds, where a histogram's buckets are too wide. Milliseconds. */
export class Samples {
  readonly #values: number[] = [];

  add(milliseconds: number): void {
    this.#values.push(milliseconds);
  }

  spread(): Spread {
    const sorted = [...this.#values].sort((a, b) => a - b);
    const at = (percent: number) => sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
    return { count: sorted.length, p50: at(50), p95: at(95), p99: at(99), max: at(100) };
  }
}

/** Milliseconds. */
export interface Spread {
  count: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}
