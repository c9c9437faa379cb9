import type { ErrorCode, Result } from "../../../../shared/ipc/contract.ts";
import { callFlowReasons } from "../../../../shared/relay-protocol/call-flow-reasons.ts";
import { type CallFlowsView, callFlowsViewSchema } from "../../../../shared/relay-protocol/call-flows.ts";
import { type RelayErrorCode, relayErrorSchema, relayPaths } from "../../../../shared/relay-protocol/http.ts";
import type { CallFlowsApi } from "../../ports/call-flows-api.ts";
import { askRelay, type RelayFetch } from "./ask-relay.ts";

/** The relay asks the PBX up to three times, and is to be heard before it is given up. Milliseconds. */
const TIMEOUT_MS = 45_000;

interface RelayCallFlowsOptions {
  /** Origin of the relay. */
  relay: string;
  /** The device's. */
  token: string;
  fetch: RelayFetch;
}

/** Call flows through the relay, which polls once for all, carries out what is to come and keeps what was. */
export function createRelayCallFlows(options: RelayCallFlowsOptions): CallFlowsApi {
  const post = (path: string, body: unknown) => ask(options, path, { method: "POST", body: JSON.stringify(body) });
  return {
    read: () => ask(options, relayPaths.callFlows, { method: "GET" }),
    switch: (localNumber, active) => post(relayPaths.callFlowSwitch, { localNumber, active }),
    timed: {
      switchUntil: (localNumber, active, until) => post(relayPaths.callFlowSwitch, { localNumber, active, until }),
      cancel: (id) => post(relayPaths.callFlowCancel, { id }),
      undo: (id) => post(relayPaths.callFlowUndo, { id }),
    },
  };
}

/** The relay's codes in the app's words; what is not here is the relay's own trouble. */
const codes: Partial<Record<RelayErrorCode, ErrorCode>> = {
  "not-allowed": "not-allowed",
  "bad-request": "time-not-possible",
  "not-found": "no-such-switch",
  "changed-since": "changed-since",
  "too-many": "too-many-tries",
  "pbx-credentials": "relay-account-refused",
  "pbx-refused": "pbx-refused",
  "pbx-unreachable": "pbx-unreachable",
  "pbx-timeout": "pbx-timeout",
  "pbx-not-understood": "pbx-not-understood",
};

async function ask(
  { relay, token, fetch }: RelayCallFlowsOptions,
  path: string,
  init: RequestInit,
): Promise<Result<CallFlowsView>> {
  const url = new URL(path, relay);
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const answer = await askRelay(fetch, url, { ...init, headers, cache: "no-store" }, TIMEOUT_MS);
  if (answer.ok) return readView(answer.value, url.host);
  const { refusal, message } = answer;
  // These words are the relay's, though it was the PBX that did not do it.
  if (message === callFlowReasons["not-switched"]) return { ok: false, code: "not-switched", message };
  // It was asked for its list: it is a relay from before there was one.
  if (refusal === "not-found" && init.method === "GET") return { ok: false, code: "relay-refused", message };
  return { ok: false, code: (refusal === undefined ? undefined : codes[refusal]) ?? answer.code, message };
}

function readView(value: unknown, host: string): Result<CallFlowsView> {
  const view = callFlowsViewSchema.safeParse(value);
  if (!view.success) return { ok: false, code: "relay-refused", message: `${host} answered what is not understood` };
  const { problem, ...rest } = view.data;
  if (problem === undefined) return { ok: true, value: rest };
  const refusal = relayErrorSchema.shape.error.shape.code.safeParse(problem.code);
  const code = (refusal.success ? codes[refusal.data] : undefined) ?? "pbx-unreachable";
  return { ok: true, value: { ...rest, problem: { code, message: problem.message } } };
}
