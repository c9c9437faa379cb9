import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import { callFlowSwitchIdSchema, switchCallFlowRequestSchema } from "../../shared/relay-protocol/call-flows.ts";
import { type RelayErrorCode, relayPaths } from "../../shared/relay-protocol/http.ts";
import type { Pairing } from "../auth/pairing.ts";
import { bearerToken } from "../auth/secrets.ts";
import type { CallFlowProblem, CallFlows, Switched, Switcher } from "../call-flows/call-flows.ts";
import type { Limits } from "../limits/limits.ts";
import { answerError, answerJson } from "./answer.ts";
import { answerFlexfoneError } from "./answer-flexfone-error.ts";
import { answerTooMany } from "./answer-too-many.ts";
import { readJson } from "./read-json.ts";
import { refuseDevice } from "./refuse-device.ts";

export interface CallFlowsEndpointOptions {
  pairing: Pairing;
  callFlows: CallFlows;
  limits: Limits;
  hasAccount(account: string): boolean;
}

/** Where another switch waits its turn. Seconds. */
const RETRY_SOON = 5;

const problems: Record<Exclude<CallFlowProblem["kind"], "pbx">, { status: number; code: RelayErrorCode }> = {
  "not-allowed": { status: 403, code: "not-allowed" },
  "not-found": { status: 404, code: "not-found" },
  "bad-request": { status: 400, code: "bad-request" },
  "changed-since": { status: 409, code: "changed-since" },
  "too-many": { status: 429, code: "too-many" },
};

/** The call flows for the app: the list, the switches that come, and those that were; each change is answered with all. */
export class CallFlowsEndpoint {
  readonly #options: CallFlowsEndpointOptions;

  constructor(options: CallFlowsEndpointOptions) {
    this.#options = options;
  }

  /** @returns whether the path is one of its own */
  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
    const { callFlows } = this.#options;
    switch (`${request.method} ${path}`) {
      case `GET ${relayPaths.callFlows}`:
        await this.#as(request, response, (who) => this.#answer(response, who));
        return true;
      case `POST ${relayPaths.callFlowSwitch}`:
        await this.#change(request, response, switchCallFlowRequestSchema, (who, { localNumber, active, until }) =>
          callFlows.switch(who, localNumber, active, until),
        );
        return true;
      case `POST ${relayPaths.callFlowCancel}`:
        await this.#change(request, response, callFlowSwitchIdSchema, (who, { id }) => callFlows.cancel(who, id));
        return true;
      case `POST ${relayPaths.callFlowUndo}`:
        await this.#change(request, response, callFlowSwitchIdSchema, (who, { id }) => callFlows.undo(who, id));
        return true;
      default:
        return false;
    }
  }

  async #change<Schema extends z.ZodType>(
    request: IncomingMessage,
    response: ServerResponse,
    schema: Schema,
    change: (who: Switcher, input: z.output<Schema>) => Promise<Switched>,
  ): Promise<void> {
    await this.#as(request, response, async (who) => {
      const input = await readJson(request, response, schema);
      if (input === undefined) return;
      const wait = this.#options.limits.callFlowSwitch(`${who.account}\n${who.employee}`);
      if (wait > 0) {
        answerTooMany(response, wait);
        return;
      }
      const done = await change(who, input);
      if (done.ok) await this.#answer(response, who);
      else answerCallFlowProblem(response, done.problem);
    });
  }

  async #as(request: IncomingMessage, response: ServerResponse, work: (who: Switcher) => Promise<void>): Promise<void> {
    const { pairing, limits, hasAccount } = this.#options;
    const authentication = await pairing.authenticate(bearerToken(request.headers.authorization));
    if (!authentication.ok) {
      refuseDevice(request, response, limits, authentication.why);
      return;
    }
    const { account, employee, id } = authentication.device;
    if (!hasAccount(account)) {
      refuseDevice(request, response, limits, "unknown");
      return;
    }
    const wait = limits.apiRequest(id);
    if (wait > 0) answerTooMany(response, wait);
    else await work({ account, employee });
  }

  async #answer(response: ServerResponse, who: Switcher): Promise<void> {
    const view = await this.#options.callFlows.view(who);
    if ("flows" in view) answerJson(response, 200, view);
    else answerFlexfoneError(response, view);
  }
}

/** Why a call flow was not switched. */
export function answerCallFlowProblem(response: ServerResponse, problem: CallFlowProblem): void {
  if (problem.kind === "pbx") answerFlexfoneError(response, problem.error);
  else if (problem.kind === "too-many") answerTooMany(response, RETRY_SOON);
  else {
    const { status, code } = problems[problem.kind];
    answerError(response, status, code, problem.message);
  }
}
