/** While the time of day is behind, time goes on at this share of its pace, so that the two meet again. */
const CATCHING_UP = 0.5;

/**
 * A clock that never goes back, since events are told apart and put in order by the time of their receipt: where the time
 * of day is set back, it goes on more slowly until that has caught up. Set ahead, it follows at once.
 *
 * @param timeOfDay Unix milliseconds
 * @param monotonic milliseconds, of a clock that nobody sets
 * @returns Unix milliseconds
 */
export function steadyClock(timeOfDay: () => number, monotonic: () => number): () => number {
  let last = timeOfDay();
  let lastMonotonic = monotonic();
  return () => {
    const now = monotonic();
    last = Math.max(timeOfDay(), last + (now - lastMonotonic) * CATCHING_UP);
    lastMonotonic = now;
    return Math.floor(last);
  };
}
