import { isSecureAddress } from "../links.ts";
import { cleanMessage } from "./clean-message.ts";
import { exchange, failure, type HttpFetch, type HttpRequest } from "./http.ts";
import { NO_REASON } from "./no-reason.ts";
import { parseCallFlows } from "./parse-call-flows.ts";
import { parseEmployees } from "./parse-employees.ts";
import { parseSuccess, parseVerdict } from "./parse-success.ts";
import type { CallFlow, Employee, FlexfoneResult } from "./types.ts";
import { whenAborted } from "./when-aborted.ts";

/** A PBX that asks for more patience than this is not waited for. Milliseconds. */
const LONGEST_WAIT_MS = 10_000;

/** Adds what proves who asks, to the address or the headers. */
export type Authorize = (request: HttpRequest) => HttpRequest;

export interface FlexfoneClientOptions {
  /** `https://public.sippeer.dk/api/`, or a relay's proxy; ends with a slash. */
  baseUrl: string;
  authorize: Authorize;
  fetch: HttpFetch;
  /** Asked of the PBX by `Content-Type` (guide: "API snitflade"). */
  format?: "json" | "xml";
  /** Milliseconds for one try. */
  timeoutMs?: number;
  /** Waits before the second and third try of a GET, milliseconds. */
  retryAfterMs?: readonly number[];
  wait?: (milliseconds: number) => Promise<void>;
}

export interface FlexfoneClient {
  /** All employees of the account. */
  employees(signal?: AbortSignal): Promise<FlexfoneResult<Employee[]>>;
  employee(localNumber: string, signal?: AbortSignal): Promise<FlexfoneResult<Employee>>;
  callFlows(signal?: AbortSignal): Promise<FlexfoneResult<CallFlow[]>>;
  /** Asked once and never repeated by itself. */
  setCallFlowState(localNumber: string, active: boolean, signal?: AbortSignal): Promise<FlexfoneResult<undefined>>;
  /**
   * Starts a call for an employee: rings his phone, then the number. Not in the guide, so to be asked only where it is
   * switched on. Asked once and never repeated by itself.
   *
   * @param device the local number of the phone that is to ring; "" for his active profile
   */
  call(employee: string, callee: string, device: string, signal?: AbortSignal): Promise<FlexfoneResult<undefined>>;
  /**
   * Whether a MyFone user name and password are right. Not in the guide, so to be asked only where it is switched on; and
   * not known to be bound to the account: a yes proves a MyFone user, not an employee. Asked once and never repeated by
   * itself. The password travels in the query, as the PBX wants it: it is not sent where `baseUrl` is neither https nor
   * loopback (`insecure`), and who stands between may have it in its log of addresses.
   */
  validateUser(username: string, password: string, signal?: AbortSignal): Promise<FlexfoneResult<boolean>>;
}

/** Account and API password in the query, as the PBX itself wants them. */
export function accountAuthorization(account: string, hash: string): Authorize {
  return (request) => {
    const url = new URL(request.url);
    url.searchParams.set("account", account);
    url.searchParams.set("hash", hash);
    return { ...request, url: url.href };
  };
}

/** A device token, as the relay's proxy wants it (RFC 6750, section 2.1). */
export function bearerAuthorization(token: string): Authorize {
  return (request) => ({ ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } });
}

/** The Employee API (guide: "API snitflade"), at the PBX or through a relay. */
export function createFlexfoneClient(options: FlexfoneClientOptions): FlexfoneClient {
  const { baseUrl, authorize, fetch, format = "json", timeoutMs = 10_000, retryAfterMs = [500, 2_000], wait } = options;
  const contentType = format === "xml" ? "application/xml" : "application/json";
  const send = (method: "GET" | "POST", path: string, signal?: AbortSignal) => {
    const url = new URL(path, baseUrl).href;
    const request = authorize({ method, url, headers: { "Content-Type": contentType, Accept: contentType } });
    return exchange(fetch, request, timeoutMs, signal);
  };
  const secrets = secretsOf(authorize({ method: "GET", url: baseUrl, headers: {} }));

  const get = async (path: string, signal?: AbortSignal): Promise<FlexfoneResult<unknown>> => {
    let answer = await send("GET", path, signal);
    for (const pause of wait === undefined ? [] : retryAfterMs) {
      if (answer.ok || wait === undefined) break;
      const { kind, retryAfterMs: asked = 0 } = answer.error;
      const passes = kind === "unreachable" || kind === "timeout" || (kind === "too-many" && asked > 0);
      if (!passes || asked > LONGEST_WAIT_MS) break;
      if (signal?.aborted === true) break;
      await orAborted(wait(Math.max(pause, asked)), signal);
      answer = await send("GET", path, signal);
    }
    return answer;
  };

  return {
    async employees(signal) {
      return cleaned(understood(await get("employee", signal), parseEmployees), secrets);
    },
    async employee(localNumber, signal) {
      const answer = await get(`employee/${encodeURIComponent(localNumber)}`, signal);
      const list = cleaned(understood(answer, parseEmployees), secrets);
      if (!list.ok) return list;
      const found = list.value.find((employee) => employee.localNumber === localNumber);
      return found === undefined ? failure("refused", "there is no such employee") : { ...list, value: found };
    },
    async callFlows(signal) {
      return cleaned(understood(await get("Callflow", signal), parseCallFlows), secrets);
    },
    async setCallFlowState(localNumber, active, signal) {
      const query = new URLSearchParams({ localnumber: localNumber, active: String(active) });
      return cleaned(accepted(await send("POST", `Callflow/SetCallFlowState?${query}`, signal)), secrets);
    },
    async call(employee, callee, device, signal) {
      const query = new URLSearchParams({ employee, callee, device });
      return cleaned(accepted(await send("POST", `Call?${query}`, signal)), secrets);
    },
    async validateUser(username, password, signal) {
      if (!isSecureAddress(baseUrl)) {
        return failure("insecure", `${new URL(baseUrl).host} would get the MyFone password unencrypted`);
      }
      const query = new URLSearchParams({ username, password });
      const answer = await send("POST", `MyfoneUser/ValidateUser?${query}`, signal);
      if (!answer.ok) return cleaned(answer, [...secrets, password]);
      const verdict = parseVerdict(answer.value);
      if (verdict === undefined) return failure("not-understood", "the answer says neither yes nor no");
      return { ok: true, value: verdict };
    },
  };
}

/** What proves who asks, so that it can be kept out of messages. */
function secretsOf({ url, headers }: HttpRequest): string[] {
  const hash = new URL(url).searchParams.get("hash") ?? "";
  const token = headers.Authorization?.replace(/^Bearer /, "") ?? "";
  return [hash, encodeURIComponent(hash), token].filter((secret) => secret.length > 3);
}

/** The PBX may repeat in its message what it was asked. */
export function cleaned<Value>(result: FlexfoneResult<Value>, secrets: readonly string[]): FlexfoneResult<Value> {
  if (result.ok) return result;
  return { ok: false, error: { ...result.error, message: cleanMessage(result.error.message, secrets) } };
}

/** Until it is over, or nobody wants it any more. */
async function orAborted(waited: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return waited;
  const aborted = whenAborted(signal);
  await Promise.race([waited, aborted.promise]);
  aborted.forget();
}

function understood<Value>(
  answer: FlexfoneResult<unknown>,
  parse: (value: unknown) => Value | undefined,
): FlexfoneResult<Value> {
  if (!answer.ok) return answer;
  // A refusal can come with HTTP 200.
  const { success, message } = parseSuccess(answer.value);
  if (!success) return failure("refused", message ?? NO_REASON);
  // Nobody has an account without anybody: an empty body is a fault on the way, and not a list without entries.
  if (answer.value === undefined) return failure("not-understood", "the answer is empty");
  const value = parse(answer.value);
  return value === undefined ? failure("not-understood", "the answer holds something else") : { ...answer, value };
}

/** An answer that says yes or no (`{Success, Message}`). */
export function accepted(answer: FlexfoneResult<unknown>): FlexfoneResult<undefined> {
  if (!answer.ok) return answer;
  const { success, message } = parseSuccess(answer.value);
  if (success) return { ok: true, value: undefined };
  return failure("refused", message ?? NO_REASON);
}
