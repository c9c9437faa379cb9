import { hash } from "node:crypto";
import type { Hook } from "../../shared/flexfone/parse-hook.ts";

/**
 * A repeated hook comes at once, or when the relay is back; the same parameters later are a queue that rings again, which
 * the state machine expects from ten seconds on (`callTiming.reRingFrom`). Milliseconds.
 */
export const REPEATED_WITHIN_MS = 9_000;

/** What makes two hooks the same: all that they said to an account, but for when it was heard. */
export function fingerprint(account: string, hook: Hook): string {
  const { receivedAt: _, ...said } = hook;
  const text = JSON.stringify([account, ...Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return hash("sha256", text, "base64url");
}
