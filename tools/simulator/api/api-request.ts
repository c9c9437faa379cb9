import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal.ts";

/** A request to the PBX, read and bounded. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly body: string;
}

/** What the simulator remembers of a request: never a hash or a password. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  /** Query parameters but `account` and `hash`, and the fields of a MakeCall but its password. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Media type of the request's Content-Type header. */
  readonly contentType: string | undefined;
  /** Unix milliseconds. */
  readonly at: number;
  readonly status: number;
  /** Why it was refused. */
  readonly refused?: string;
  /** The fault that answered in the PBX's place. */
  readonly fault?: string;
}

const MAX_BODY = 16 * 1024;

/** @throws Refusal 413 where the body is over 16 KiB, 400 where it is not UTF-8 */
export async function readApiRequest(request: IncomingMessage): Promise<ApiRequest> {
  const url = new URL(request.url ?? "/", "http://pbx.invalid");
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    contentType: mediaType(request.headers["content-type"]),
    accept: request.headers.accept,
    body: await readBody(request),
  };
}

/** @throws Refusal as in `readApiRequest` */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      if (length > MAX_BODY) throw new Refusal(413, "The request's body is over 16 KiB.", { Connection: "close" });
      chunks.push(bytes);
    }
  } catch (error) {
    if (error instanceof Refusal || request.complete) throw error;
    throw new Refusal(400, "The connection was cut before the request was complete.");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Refusal(400, "The request's body is not UTF-8.");
  }
}

/** "application/json; charset=utf-8" → "application/json" */
export function mediaType(header: string | undefined): string | undefined {
  return header?.split(";")[0]?.trim().toLowerCase();
}
