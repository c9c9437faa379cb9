import type { Company, CompanyCallFlow } from "../company/company.ts";
import type { MakeCallRequest } from "../pbx/make-call.ts";
import { type Answer, formatOf, jsonAnswer, outcomeAnswer, xmlAnswer } from "./answer.ts";
import type { ApiRequest } from "./api-request.ts";
import { callFlowFields, employeeFields, writeXml, XML_INSTANCE } from "./employee-record.ts";
import { DIALLABLE, phonesToRing } from "./phones-to-ring.ts";
import { Refusal } from "./refusal.ts";

/**
 * The Employee API (guide: "API snitflade"): employees, call flows, and switching a call flow. Stricter than a real
 * PBX: what the guide does not describe is refused.
 */
export class EmployeeApi {
  readonly #company: Company;
  readonly #xmlLists: () => "nested" | "repeated";
  readonly #onSwitched: () => void;
  readonly #begin: (request: MakeCallRequest) => void;

  constructor(
    company: Company,
    options: {
      xmlLists: () => "nested" | "repeated";
      onSwitched: () => void;
      begin: (request: MakeCallRequest) => void;
    },
  ) {
    this.#company = company;
    this.#xmlLists = options.xmlLists;
    this.#onSwitched = options.onSwitched;
    this.#begin = options.begin;
  }

  /**
   * @param method the path after `/api/`, such as `employee/202`
   * @throws Refusal
   */
  answer(method: string, request: ApiRequest): Answer {
    switch (method) {
      case "employee":
        this.#check(request, "GET", []);
        return this.#employees(request, this.#company.employees);
      case "Callflow":
        this.#check(request, "GET", []);
        return this.#callFlows(request);
      case "Callflow/SetCallFlowState":
        this.#check(request, "POST", ["localnumber", "active"]);
        return this.#setCallFlowState(request);
      case "Call":
        this.#check(request, "POST", ["employee", "callee", "device"]);
        return this.#call(request);
      case "MyfoneUser/ValidateUser":
        this.#check(request, "POST", ["username", "password"]);
        return this.#validateUser(request);
    }
    if (method.endsWith("/")) {
      throw new Refusal(400, `Without a local number there is no "/" after the method: /api/${method.slice(0, -1)}.`);
    }
    const localNumber = /^employee\/([^/]+)$/.exec(method)?.[1];
    if (localNumber === undefined) {
      throw new Refusal(
        404,
        "The guide knows employee, employee/{localnumber}, Callflow and Callflow/SetCallFlowState, spelt like this.",
      );
    }
    this.#check(request, "GET", []);
    if (!/^\d+$/.test(localNumber)) throw new Refusal(400, "A local number consists of digits.");
    const employee = this.#company.employees.find((candidate) => candidate.localNumber === localNumber);
    if (employee === undefined) throw new Refusal(404, `No employee has the local number ${localNumber}.`);
    return this.#employees(request, [employee], "one");
  }

  #check(request: ApiRequest, method: "GET" | "POST", parameters: readonly string[]): void {
    const { query } = request;
    if (query.get("account") !== this.#company.accountId || query.get("hash") !== this.#company.hash) {
      throw new Refusal(401, "The account or the hash (API-adgangskode) is wrong.");
    }
    if (request.method !== method) {
      throw new Refusal(405, `This method is called by ${method}, not ${request.method}.`, { Allow: method });
    }
    const allowed = ["account", "hash", ...parameters];
    const names = [...query.keys()];
    for (const name of names) {
      if (!allowed.includes(name)) throw new Refusal(400, `There is no query parameter "${name.slice(0, 40)}" here.`);
      if (query.getAll(name).length > 1) throw new Refusal(400, `The query parameter "${name}" is given twice.`);
    }
    const missing = allowed.find((name) => !names.includes(name));
    if (missing !== undefined) throw new Refusal(400, `The query parameter "${missing}" is missing.`);
    if (request.body !== "") throw new Refusal(400, "Everything travels in the query; the body must be empty.");
    formatOf(request);
  }

  #employees(request: ApiRequest, employees: Company["employees"], how: "list" | "one" = "list"): Answer {
    if (formatOf(request) === "json") {
      const records = employees.map((employee) => employeeFields(employee, "PhoneNumbers"));
      return jsonAnswer(how === "one" ? records[0] : records);
    }
    const inner = employees.map((employee) => writeXml(employeeFields(employee, "Phonenumber"), this.#xmlLists()));
    return how === "one"
      ? xmlAnswer(`<Employee xmlns:i="${XML_INSTANCE}">${inner.join("")}</Employee>`)
      : xmlAnswer(listOf("Employee", inner));
  }

  #callFlows(request: ApiRequest): Answer {
    const flows = this.#company.callFlows.map(callFlowFields);
    if (formatOf(request) === "json") return jsonAnswer(flows);
    return xmlAnswer(
      listOf(
        "Callflow",
        flows.map((flow) => writeXml(flow, this.#xmlLists())),
      ),
    );
  }

  /** Not in the guide; as others' clients call it. */
  #call(request: ApiRequest): Answer {
    const format = formatOf(request);
    const callee = request.query.get("callee") ?? "";
    const localNumber = request.query.get("employee");
    const employee = this.#company.employees.find((candidate) => candidate.localNumber === localNumber);
    if (employee === undefined) return outcomeAnswer({ success: false, message: "Medarbejderen findes ikke" }, format);
    if (!DIALLABLE.test(callee)) {
      return outcomeAnswer({ success: false, message: "Nummeret kan ikke ringes op" }, format);
    }
    const phones = phonesToRing(employee, request.query.get("device") ?? "");
    if (phones.length === 0) {
      return outcomeAnswer({ success: false, message: "Telefonen tilhører ikke medarbejderen" }, format);
    }
    this.#begin({ employee, phones, callee });
    return outcomeAnswer({ success: true, message: "" }, format);
  }

  /** Not in the guide; as others' clients call it. */
  #validateUser(request: ApiRequest): Answer {
    const username = request.query.get("username")?.toLowerCase();
    const password = request.query.get("password");
    const isRight = this.#company.employees.some(
      (employee) => employee.username.toLowerCase() === username && employee.password === password,
    );
    const message = isRight ? "" : "Brugernavn eller adgangskode er forkert";
    return outcomeAnswer({ success: isRight, message }, formatOf(request));
  }

  #setCallFlowState(request: ApiRequest): Answer {
    const state = request.query.get("active");
    if (state !== "true" && state !== "false") throw new Refusal(400, 'active must be "true" or "false".');
    const localNumber = request.query.get("localnumber");
    const format = formatOf(request);
    const flow = this.#company.callFlows.find((candidate) => candidate.localNumber === localNumber);
    if (flow === undefined) {
      return outcomeAnswer({ success: false, message: "Kaldsflowet findes ikke" }, format);
    }
    if (flow.refusesSwitching !== undefined) {
      return outcomeAnswer({ success: false, message: flow.refusesSwitching }, format);
    }
    switchCallFlow(flow, state === "true");
    this.#onSwitched();
    return outcomeAnswer({ success: true, message: "" }, format);
  }
}

/** Also what a colleague does in PBXAdmin. */
export function switchCallFlow(flow: CompanyCallFlow, active: boolean): void {
  flow.active = active;
}

function listOf(item: string, inner: readonly string[]): string {
  const items = inner.map((fields) => `<${item}>${fields}</${item}>`).join("");
  return `<ArrayOf${item} xmlns:i="${XML_INSTANCE}">${items}</ArrayOf${item}>`;
}
