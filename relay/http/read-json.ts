import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import { answerError } from "./answer.ts";
import { decodeBody, readBody } from "./read-body.ts";

/** A request's JSON body; undefined where it is none or something else, and then that is answered. */
export async function readJson<Schema extends z.ZodType>(
  request: IncomingMessage,
  response: ServerResponse,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  const body = await readBody(request);
  if (body === undefined) {
    response.setHeader("Connection", "close");
    answerError(response, 413, "too-large", "The body is too large.");
    return undefined;
  }
  let content: unknown;
  try {
    content = JSON.parse(decodeBody(body));
  } catch {
    content = undefined;
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  answerError(response, 400, "bad-request", parsed.error.issues[0]?.message ?? "The body is not understood.");
  return undefined;
}
