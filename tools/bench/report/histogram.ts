/** Values of one power of two share this many buckets, so that a percentile is right to 0.1 %. */
const BUCKETS = 1024;
/** The largest exponent kept: 2^32 µs is more than an hour. */
const MOST_EXPONENT = 32;

/** What is left of a histogram when it crosses a process or a file. Milliseconds. */
export interface Latency {
  count: number;
  mean: number;
  p50: number;
  p90: number;
  p99: number;
  p999: number;
  max: number;
}

/** A histogram of durations with logarithmic buckets, as HdrHistogram has them: its size does not depend on the count. */
export class Histogram {
  readonly #counts = new Float64Array(BUCKETS * (MOST_EXPONENT + 1));
  #count = 0;
  #sum = 0;
  #max = 0;

  get count(): number {
    return this.#count;
  }

  /** @param milliseconds negative ones count as none */
  add(milliseconds: number): void {
    const micros = Math.max(0, milliseconds * 1000);
    const bucket = bucketOf(micros);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#count++;
    this.#sum += micros;
    if (micros > this.#max) this.#max = micros;
  }

  /**
   * @param percent 0 to 100
   * @returns milliseconds; 0 where nothing was added
   */
  percentile(percent: number): number {
    const wanted = Math.max(1, Math.ceil((percent / 100) * this.#count));
    let seen = 0;
    for (const [bucket, count] of this.#counts.entries()) {
      seen += count;
      if (seen >= wanted) return Math.min(topOf(bucket), this.#max) / 1000;
    }
    return this.#max / 1000;
  }

  latency(): Latency {
    return {
      count: this.#count,
      mean: this.#count === 0 ? 0 : this.#sum / this.#count / 1000,
      p50: this.percentile(50),
      p90: this.percentile(90),
      p99: this.percentile(99),
      p999: this.percentile(99.9),
      max: this.#max / 1000,
    };
  }
}

/** Below 1024 µs each microsecond has its own bucket; above, each power of two has 1024. */
function bucketOf(micros: number): number {
  if (micros < BUCKETS) return Math.floor(micros);
  const exponent = Math.min(MOST_EXPONENT, Math.floor(Math.log2(micros / BUCKETS)));
  const within = Math.min(BUCKETS - 1, Math.floor((micros / (BUCKETS * 2 ** exponent) - 1) * BUCKETS));
  return Math.min(BUCKETS * (MOST_EXPONENT + 1) - 1, BUCKETS * (exponent + 1) + within);
}

/** The largest value that falls into a bucket, microseconds. */
function topOf(bucket: number): number {
  if (bucket < BUCKETS) return bucket + 1;
  const exponent = Math.floor(bucket / BUCKETS) - 1;
  const within = bucket % BUCKETS;
  return BUCKETS * 2 ** exponent * (1 + (within + 1) / BUCKETS);
}
