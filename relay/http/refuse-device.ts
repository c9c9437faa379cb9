import type { IncomingMessage, ServerResponse } from "node:http";
import type { Limits } from "../limits/limits.ts";
import { answerError } from "./answer.ts";
import { answerTooMany } from "./answer-too-many.ts";

/** A device's token is not good. */
export function refuseDevice(
  request: IncomingMessage,
  response: ServerResponse,
  limits: Limits,
  why: "unknown" | "suspended",
): void {
  if (why === "suspended") {
    const message = "The extension is not this employee's any more. Ask for a new invitation.";
    answerError(response, 401, "token-suspended", message);
    return;
  }
  const wait = limits.failed(request);
  if (wait > 0) answerTooMany(response, wait);
  else answerError(response, 401, "token-unknown", "This device is not known. Ask for a new invitation.");
}
