import { relayErrorSchema } from "../relay-protocol/http.ts";
import { neverSent } from "./never-sent.ts";
import { NO_REASON } from "./no-reason.ts";
import { parseBody } from "./parse-body.ts";
import { type AnswerBody, readAnswer } from "./read-answer.ts";
import { readRetryAfter } from "./read-retry-after.ts";
import type { FlexfoneError, FlexfoneErrorKind, FlexfoneResult } from "./types.ts";

/** The part of `fetch` that is used; the global one and Electron's `net.fetch` both fit. */
export type HttpFetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; redirect: "error"; signal: AbortSignal },
) => Promise<HttpResponse>;

interface HttpResponse extends AnswerBody {
  readonly ok: boolean;
  readonly status: number;
}

export interface HttpRequest {
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string;
}

/** The largest answer that is read, bytes: 10,000 employees are about a tenth of it. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * One request and its parsed answer, within `timeoutMs` with its body. Errors come back as values, whose messages never hold the address's query (the hash
 * is in it), a password or a whole number.
 */
export async function exchange(
  fetch: HttpFetch,
  request: HttpRequest,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<FlexfoneResult<unknown>> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
  const { url, ...init } = request;
  let status: number;
  let text: string;
  let age: string | null;
  let retryAfterMs: number | undefined;
  try {
    const response = await fetch(url, { ...init, redirect: "error", signal: either });
    status = response.status;
    age = response.headers.get("age");
    retryAfterMs = readRetryAfter(response.headers);
    const read = await readAnswer(response, MOST_BYTES, either);
    if (read === undefined) return failure("not-understood", "the answer is too large");
    text = read;
  } catch (error) {
    // The thrown error may hold the address, so its text is not passed on.
    if (timeout.aborted) return failure("timeout", `no answer within ${Math.round(timeoutMs / 1000)} s`);
    if (signal?.aborted === true) return failure("unreachable", "the request was cancelled");
    const unreachable = failure("unreachable", `${hostOf(url)} cannot be reached`);
    return neverSent(error) ? { ok: false, error: { ...unreachable.error, neverSent: true } } : unreachable;
  }
  const body = parseBody(text);
  if (status < 200 || status >= 300) {
    const { error } = refusal(status, body.ok ? body.value : undefined);
    return { ok: false, error: retryAfterMs === undefined ? error : { ...error, retryAfterMs } };
  }
  if (!body.ok) return failure("not-understood", body.reason);
  return { ok: true, value: body.value, ...(/^\d{1,9}$/.test(age ?? "") ? { ageSeconds: Number(age) } : {}) };
}

export function failure(kind: FlexfoneErrorKind, message: string): { ok: false; error: FlexfoneError } {
  return { ok: false, error: { kind, message } };
}

const kindOfRelayCode: Partial<Record<string, FlexfoneErrorKind>> = {
  "pbx-credentials": "credentials",
  "pbx-refused": "refused",
  "pbx-unreachable": "unreachable",
  "pbx-timeout": "timeout",
  "pbx-not-understood": "not-understood",
  "token-unknown": "not-allowed",
  "not-allowed": "not-allowed",
  "too-many": "too-many",
};

function refusal(status: number, value: unknown): { ok: false; error: FlexfoneError } {
  const fromRelay = relayErrorSchema.safeParse(value);
  if (fromRelay.success) {
    const { code, message } = fromRelay.data.error;
    return failure(kindOfRelayCode[code] ?? "refused", message);
  }
  const said = typeof value === "object" && value !== null ? messageIn(value) : undefined;
  if (status === 401) return failure("credentials", said ?? "account or password is not accepted");
  if (status === 403) return failure("not-allowed", said ?? "this is not allowed");
  if (status === 429) return failure("too-many", "asked too often");
  if (status === 408 || status === 504) return failure("timeout", "no answer in time");
  if (status >= 500) return failure("unreachable", `the telephone system answered with error ${status}`);
  return failure("refused", said ?? NO_REASON);
}

function messageIn(value: object): string | undefined {
  for (const [name, content] of Object.entries(value)) {
    if (/^(?:exception|error)?message$/i.test(name) && typeof content === "string") return content.slice(0, 500);
  }
  return undefined;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "the telephone system";
}
