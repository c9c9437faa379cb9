import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";
import { type ApiRequest, type ReceivedRequest, readApiRequest } from "./api-request.ts";
import type { EmployeeApi } from "./employee-api.ts";
import { answerWithFault, type Faults, sendAnswer } from "./faults.ts";
import type { MakeCallApi } from "./make-call-api.ts";
import { Refusal } from "./refusal.ts";

/** Parameters that are never remembered. */
const SECRET = ["account", "hash", "password"];

/** Answers everything under `/api/` and remembers what was asked. */
export class ApiServer {
  readonly requests: ReceivedRequest[] = [];
  fault: Partial<Faults> = {};
  readonly #employeeApi: EmployeeApi;
  readonly #makeCallApi: MakeCallApi;
  readonly #now: () => number;
  readonly #wait: (ms: number) => Promise<void>;
  readonly #onChange: () => void;

  constructor(options: {
    employeeApi: EmployeeApi;
    makeCallApi: MakeCallApi;
    now: () => number;
    wait: (ms: number) => Promise<void>;
    onChange: () => void;
  }) {
    this.#employeeApi = options.employeeApi;
    this.#makeCallApi = options.makeCallApi;
    this.#now = options.now;
    this.#wait = options.wait;
    this.#onChange = options.onChange;
  }

  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = this.#now();
    const record: { parameters: Record<string, string>; contentType: string | undefined } = {
      parameters: {},
      contentType: undefined,
    };
    const remember = (outcome: Pick<ReceivedRequest, "status" | "refused" | "fault">) => {
      const path = new URL(incoming.url ?? "/", "http://pbx.invalid").pathname;
      this.requests.push({ method: incoming.method ?? "", path, at, ...record, ...outcome });
      this.#onChange();
    };
    try {
      const request = await readApiRequest(incoming);
      record.contentType = request.contentType;
      for (const [name, value] of request.query) {
        if (!SECRET.includes(name.toLowerCase())) record.parameters[name] = value;
      }
      if (this.fault.slow !== undefined) await this.#wait(this.fault.slow);
      const faulty = answerWithFault(this.fault, response);
      if (faulty !== undefined) {
        remember({ status: faulty.status, fault: faulty.name });
        return;
      }
      const answer = this.#answer(request, record.parameters);
      const cutBy = sendAnswer(this.fault, response, answer);
      remember({ status: answer.status, ...(cutBy === undefined ? {} : { fault: cutBy }) });
    } catch (error) {
      if (!(error instanceof Refusal)) {
        response.destroy();
        throw error;
      }
      remember({ status: error.status, refused: error.message });
      response
        .writeHead(error.status, { ...error.headers, "Content-Type": "text/plain; charset=utf-8" })
        .end(error.message);
    }
  }

  #answer(request: ApiRequest, parameters: Record<string, string>): Answer {
    const method = request.path.slice("/api/".length);
    if (method === "MakeCall") {
      return this.#makeCallApi.answer(request, (fields) => Object.assign(parameters, fields));
    }
    return this.#employeeApi.answer(method, request);
  }
}
