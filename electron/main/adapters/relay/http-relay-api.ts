import type { z } from "zod";
import {
  pairingLoginSchema,
  pairingPreviewSchema,
  pairingRedeemSchema,
  type RelayErrorCode,
  relayPaths,
} from "../../../../shared/relay-protocol/http.ts";
import type { RelayApi, RelayApiResult } from "../../ports/relay-api.ts";
import { askRelay, type RelayFetch } from "./ask-relay.ts";

/** Milliseconds. */
const TIMEOUT_MS = 15_000;

/** The relay's pairing interface over HTTP. Invitation code and token travel in body and header, never in the URL. */
export function createRelayApi(fetch: RelayFetch): RelayApi {
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
  fetch: RelayFetch,
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

/** In the app's words where the employee can do something about it. */
async function request(
  fetch: RelayFetch,
  url: URL,
  init: RequestInit,
): Promise<{ ok: true; value: unknown } | (Refused & { refusal?: RelayErrorCode })> {
  const answer = await askRelay(fetch, url, init, TIMEOUT_MS);
  if (answer.ok || answer.refusal === undefined) return answer;
  return { ...answer, code: problems[answer.refusal] ?? "relay-refused" };
}
