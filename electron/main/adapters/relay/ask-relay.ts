import { type RelayErrorCode, relayErrorSchema } from "../../../../shared/relay-protocol/http.ts";

export type RelayFetch = (url: string, init: RequestInit) => Promise<Response>;

type RelayAnswer =
  | { ok: true; value: unknown }
  | {
      ok: false;
      code: "relay-unreachable" | "relay-refused";
      message: string;
      /** The relay's own code, where it gave one. */
      refusal?: RelayErrorCode;
    };

/** One HTTP request to the relay, asked once. @param timeoutMs milliseconds until the whole answer is there */
export async function askRelay(
  fetch: RelayFetch,
  url: URL,
  init: RequestInit,
  timeoutMs: number,
): Promise<RelayAnswer> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(url.href, { ...init, redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
    const text = await response.text();
    body = text === "" ? undefined : parseJson(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, code: "relay-unreachable", message: `${url.host} did not answer: ${reason}` };
  }
  if (response.ok) return { ok: true, value: body };
  const refusal = relayErrorSchema.safeParse(body);
  if (!refusal.success) {
    const message = `${url.host} answered ${response.status}. Is it a Sidetone relay?`;
    return { ok: false, code: "relay-refused", message };
  }
  const { code, message } = refusal.data.error;
  return { ok: false, code: "relay-refused", message, refusal: code };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
