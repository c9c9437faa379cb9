import type { Random } from "../ports/random.ts";
import type { StoredSource } from "../ports/source-store.ts";

const MINUTE_MS = 60_000;
/** After the first failure; twice as long after each further one. */
const FIRST_RETRY_MS = 2 * MINUTE_MS;
const LONGEST_RETRY_MS = 6 * 60 * MINUTE_MS;
/** A watched file or folder that failed is looked at again this soon, beside what the watcher tells. */
const WATCHED_RETRY_MS = 10 * MINUTE_MS;
/** Times are spread by this part, so that not all apps of a company ask at once. */
const SPREAD = 0.1;

/**
 * When a source is to be asked again by itself. Unix milliseconds; undefined for what is asked only when somebody says so, or
 * tells by itself that it has changed.
 */
export function nextTryAt(source: StoredSource, now: number, random: Random): number | undefined {
  const { kind, everyMinutes, failures = 0, result } = source;
  if (kind === "file") return undefined;
  const spread = (milliseconds: number) =>
    Math.round(now + milliseconds * (1 - SPREAD + 2 * SPREAD * random.fraction()));
  if (failures === 0) return everyMinutes === undefined ? undefined : spread(everyMinutes * MINUTE_MS);
  // Somebody has to do something first; asking often would lock an account.
  const waitsForSomebody =
    result?.state === "failed" && ["credentials", "refused", "not-contacts"].includes(result.code);
  if (kind === "watched") return spread(WATCHED_RETRY_MS);
  const every = (everyMinutes ?? 60) * MINUTE_MS;
  const retry = FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20);
  return spread(waitsForSomebody ? Math.max(every, LONGEST_RETRY_MS) : Math.min(retry, every, LONGEST_RETRY_MS));
}
