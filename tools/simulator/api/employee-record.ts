import type { CompanyCallFlow, CompanyEmployee } from "../company/company.ts";
import { escapeXml } from "./answer.ts";

/** A field's value as the API writes it. null is a field that the company has left empty. */
type Value = string | number | boolean | null | readonly Fields[];
export interface Fields {
  readonly [name: string]: Value;
}

/**
 * An employee in the names and types of the guide's table ("Medarbejder kaldsmetode"). The list of numbers is called
 * `PhoneNumbers` in JSON, where the table has `Phonenumber`.
 */
export function employeeFields(employee: CompanyEmployee, phoneNumbers: "PhoneNumbers" | "Phonenumber"): Fields {
  return {
    Localnumber: int(employee.localNumber),
    Name: employee.name,
    Description: employee.description ?? null,
    Email: employee.email ?? null,
    [phoneNumbers]: employee.phoneNumbers.map((number) => ({
      Number: int(number.number),
      LineName: number.lineName ?? null,
      BelongsTo: int(number.belongsTo),
      GotoLocalNumber: int(number.gotoLocalNumber),
    })),
    Phones: employee.phones.map((phone) => ({
      LocalNumber: int(phone.localNumber),
      Name: phone.name,
      Type: phone.type ?? 0,
      MAC: phone.mac ?? null,
      BelongsTo: int(phone.belongsTo),
    })),
    Info: employee.info.map((field) => ({ Type: field.type ?? 0, Label: field.label, Value: field.value })),
    Department: employee.departments.map((department) => ({
      Name: department.name,
      Street: department.street ?? null,
      Zipcode: department.zipCode ?? null,
      City: department.city ?? null,
      Cvr: department.cvr ?? null,
      Contact: department.contact ?? null,
      Email: department.email ?? null,
      Ean: department.ean ?? null,
      Iref: department.internalReference ?? null,
    })),
  };
}

/** A variable call flow in the guide's names ("Se Variabel kaldsflowliste"). */
export function callFlowFields(flow: CompanyCallFlow): Fields {
  return {
    Localnumber: int(flow.localNumber),
    Name: flow.name,
    IsActive: flow.active,
    ActiveGoto: int(flow.activeGoto),
    InactiveGoto: int(flow.inactiveGoto),
  };
}

/** What the items of a list are called where the list nests them. */
const itemNames: Readonly<Record<string, string>> = {
  Phonenumber: "PhoneNumber",
  Phones: "Phone",
  Info: "InfoField",
  Department: "Department",
};

/** The .NET namespace for nil values, the same as in the guide's MakeCall example. */
export const XML_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

/** Fields as child elements; lists nested (`<Phones><Phone>…`) or repeated (`<Phones>…</Phones><Phones>…`). */
export function writeXml(fields: Fields, lists: "nested" | "repeated"): string {
  return Object.entries(fields)
    .map(([name, value]) => {
      if (value === null) return `<${name} i:nil="true"/>`;
      if (typeof value !== "object") return `<${name}>${escapeXml(String(value))}</${name}>`;
      if (lists === "repeated") return value.map((item) => `<${name}>${writeXml(item, lists)}</${name}>`).join("");
      const itemName = itemNames[name] ?? name;
      const items = value.map((item) => `<${itemName}>${writeXml(item, lists)}</${itemName}>`).join("");
      return `<${name}>${items}</${name}>`;
    })
    .join("");
}

/** The table's "Int"; 0 where there is none, as the guide says of GotoLocalNumber. */
function int(localNumber: string | undefined): number {
  return localNumber === undefined ? 0 : Number(localNumber);
}
