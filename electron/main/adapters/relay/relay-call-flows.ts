import type { ErrorCode, Result } from "../../../../shared/ipc/contract.ts";
import { type CallFlowsView, callFlowsViewSchema } from "../../../../shared/relay-protocol/call-flows.ts";
import { type RelayErrorCode, relayErrorSchema, relayPaths } from "../../../../shared/relay-protocol/http.ts";
import type { CallFlowsApi } from "../../ports/call-flows-api.ts";

/** The relay asks the PBX up to three times, and is to be heard before it is given up. Milliseconds. */
const TIMEOUT_MS = 45_000;

interface RelayCallFlowsOptions {
  /** Origin of the relay. */
  relay: string;
  /** The device's. */
  token: string;
  fetch(url: string, init: RequestInit): Promise<Response>;
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
  let response: Response;
  let text: string;
  try {
    response = await fetch(url.href, {
      ...init,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    text = await response.text();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, code: "relay-unreachable", message: `${url.host} did not answer: ${reason}` };
  }
  return response.ok ? readView(text, url.host) : readRefusal(text, response.status, url.host);
}

function readView(text: string, host: string): Result<CallFlowsView> {
  const view = callFlowsViewSchema.safeParse(parseJson(text));
  if (!view.success) return { ok: false, code: "relay-refused", message: `${host} answered what is not understood` };
  const { problem, ...rest } = view.data;
  if (problem === undefined) return { ok: true, value: rest };
  const refusal = relayErrorSchema.shape.error.shape.code.safeParse(problem.code);
  const code = (refusal.success ? codes[refusal.data] : undefined) ?? "pbx-unreachable";
  return { ok: true, value: { ...rest, problem: { code, message: problem.message } } };
}

function readRefusal(text: string, status: number, host: string): Result<CallFlowsView> {
  const refusal = relayErrorSchema.safeParse(parseJson(text));
  // A proxy on the way may answer too, in its own shape.
  if (!refusal.success) return { ok: false, code: "relay-refused", message: `${host} answered ${status}` };
  const { code, message } = refusal.data.error;
  return { ok: false, code: codes[code] ?? "relay-refused", message };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
