import { useEffect, useState } from "react";

/**
 * The time, renewed while somebody looks at it.
 * @param everyMs how often, in milliseconds; `undefined` while nothing on the screen depends on it
 * @returns Unix milliseconds
 */
export function useNow(everyMs: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (everyMs === undefined) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
