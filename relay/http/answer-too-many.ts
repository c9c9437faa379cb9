import type { ServerResponse } from "node:http";
import { answerError, answerText } from "./answer.ts";

/** Over a limit (RFC 6585, section 4). @param seconds until it may be tried again */
export function answerTooMany(response: ServerResponse, seconds: number): void {
  response.setHeader("Retry-After", String(seconds));
  answerError(response, 429, "too-many", `Too many requests. Try again in ${seconds} s.`);
}

/** The same for a PBX. */
export function answerTooManyHooks(response: ServerResponse, seconds: number): void {
  response.setHeader("Retry-After", String(seconds));
  answerText(response, 429, `Too many hooks. Send it again in ${seconds} s.`);
}
