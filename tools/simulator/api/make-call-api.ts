import type { Company } from "../company/company.ts";
import type { MakeCallRequest } from "../pbx/make-call.ts";
import { type Answer, outcomeAnswer } from "./answer.ts";
import type { ApiRequest } from "./api-request.ts";
import { type MakeCallFields, readMakeCallBody } from "./make-call-body.ts";
import { DIALLABLE, phonesToRing } from "./phones-to-ring.ts";
import { Refusal } from "./refusal.ts";

/** MakeCall of the MyFone API (guide: "Initier opkald"). */
export class MakeCallApi {
  readonly #company: Company;
  readonly #begin: (request: MakeCallRequest) => void;

  constructor(company: Company, begin: (request: MakeCallRequest) => void) {
    this.#company = company;
    this.#begin = begin;
  }

  /**
   * @param remember called with the body's fields without the password, as soon as they are known
   * @throws Refusal
   */
  answer(request: ApiRequest, remember: (fields: Omit<MakeCallFields, "Password">) => void): Answer {
    if (request.method !== "POST") throw new Refusal(405, "MakeCall is called by POST.", { Allow: "POST" });
    if ([...request.query.keys()].length > 0) {
      throw new Refusal(400, "MakeCall has no query: everything travels in the body, and account and hash not at all.");
    }
    const format = request.accept?.split(",").some((type) => type.trim().startsWith("application/xml"))
      ? "xml"
      : "json";
    const { Password, ...fields } = readMakeCallBody(request);
    remember(fields);
    const employee = this.#company.employees.find((candidate) => candidate.username === fields.Username);
    if (employee === undefined || employee.password !== Password) {
      return outcomeAnswer({ success: false, message: "Forkert brugernavn eller adgangskode" }, format, 401);
    }
    if (!DIALLABLE.test(fields.Callee)) {
      return outcomeAnswer({ success: false, message: "Nummeret kan ikke ringes op" }, format);
    }
    const phones = phonesToRing(employee, fields.Device);
    if (phones.length === 0) {
      return outcomeAnswer({ success: false, message: "Telefonen tilhører ikke medarbejderen" }, format);
    }
    this.#begin({ employee, phones, callee: fields.Callee });
    return outcomeAnswer({ success: true, message: "" }, format);
  }
}
