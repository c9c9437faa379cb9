import type { z } from "zod";
import {
  pairingLoginSchema,
  pairingPreviewSchema,
  pairingRedeemSchema,
  type RelayErrorCode,
  relayErrorSchema,
  relayPaths,
} from "../../../../shared/relay-protocol/http.ts";
import type { RelayApi, RelayApiResult } from "../../ports/relay-api.ts";

/** Milliseconds. */
const TIMEOUT_MS = 15_000;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The relay's pairing interface over HTTP. Invitation code and token travel in body and header, never in the URL. */
export function createRelayApi(fetch: Fetch): RelayApi {
  return {
    previewInvitation: (relay, code) => post(fetch, relay, relayPaths.pairingPreview, { code }, pairingPreviewSchema),
    login: (relay, login) => post(fetch, relay, relayPaths.pairingLogin, login, pairingLoginSchema),
    redeemInvitation: (relay, code, token, device) =>
      post(fetch, relay, relayPaths.pairingRedeem, { code, token, device }, pairingRedeemSchema),
    async forgetDevice(relay, token) {
      const init = { method: "DELETE", headers: { Authorization: `Bearer ${token}` } };
      const answer = await request(fetch, new URL(relayPaths.device, relay), init);
      const isForgotten = answer.ok || answer.refusal === "token-unknown" || answer.refusal === "token-suspended";
      return isForgotten ? { ok: true, value: undefined } : answer;
    },
  };
}

async function post<Schema extends z.ZodType>(
  fetch: Fetch,
  relay: string,
  path: string,
  body: unknown,
  schema: Schema,
): Promise<RelayApiResult<z.output<Schema>>> {
  const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await request(fetch, new URL(path, relay), init);
  if (!answer.ok) return answer;
  const parsed = schema.safeParse(answer.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    code: "relay-refused",
    message: "The relay's answer was not understood. Is this a Sidetone relay?",
  };
}

type Refused = Extract<RelayApiResult<never>, { ok: false }>;

/** The relay's codes that the employee can do something about, in the app's words. */
const problems: Partial<Record<RelayErrorCode, Refused["code"]>> = {
  "invitation-unknown": "invitation-unknown",
  "login-not-offered": "login-not-offered",
  "login-refused": "login-refused",
  "login-ambiguous": "login-ambiguous",
  "too-many": "too-many-tries",
  insecure: "relay-insecure",
  "pbx-unreachable": "pbx-unreachable",
  "pbx-timeout": "pbx-timeout",
  "pbx-not-understood": "pbx-not-understood",
};

/** @returns `refusal`: the relay's own code, where it gave one */
async function request(
  fetch: Fetch,
  url: URL,
  init: RequestInit,
): Promise<{ ok: true; value: unknown } | (Refused & { refusal?: RelayErrorCode })> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(url.href, { ...init, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await response.text();
    body = text === "" ? undefined : parseJson(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, code: "relay-unreachable", message: `${url.host} did not answer: ${reason}` };
  }
  if (response.ok) return { ok: true, value: body };
  const refusal = relayErrorSchema.safeParse(body);
  if (!refusal.success) {
    return {
      ok: false,
      code: "relay-refused",
      message: `${url.host} answered ${response.status}. Is it a Sidetone relay?`,
    };
  }
  const { code, message } = refusal.data.error;
  return { ok: false, code: problems[code] ?? "relay-refused", message, refusal: code };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
