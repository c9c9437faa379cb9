import { defined } from "../defined.ts";
import { type Fields, integer, list, listOf, localNumber, text } from "./fields.ts";
import type { Department, Employee, InfoField, Phone, PhoneNumber } from "./types.ts";

/**
 * The employees of an answer (guide: "Medarbejder kaldsmetode"), one or many. What has no local number is no employee
 * and is left out; undefined where the answer holds something else than employees.
 */
export function parseEmployees(value: unknown): Employee[] | undefined {
  const entries = listOf(value);
  const employees = entries.flatMap((fields) => {
    const own = localNumber(fields, "Localnumber");
    return own === undefined ? [] : [employee(own, fields)];
  });
  return employees.length === 0 && entries.length > 0 ? undefined : employees;
}

function employee(own: string, fields: Fields): Employee {
  return {
    localNumber: own,
    name: text(fields, "Name") ?? own,
    ...defined({ description: text(fields, "Description"), email: text(fields, "Email") }),
    phoneNumbers: list(fields, "PhoneNumbers").flatMap(phoneNumber),
    phones: list(fields, "Phones").flatMap(phone),
    info: list(fields, "Info").flatMap(infoField),
    departments: list(fields, "Department").flatMap(department),
  };
}

function phoneNumber(fields: Fields): PhoneNumber[] {
  const number = text(fields, "Number");
  if (number === undefined) return [];
  return [
    {
      number,
      ...defined({
        lineName: text(fields, "LineName"),
        belongsTo: localNumber(fields, "BelongsTo"),
        gotoLocalNumber: localNumber(fields, "GotoLocalNumber"),
      }),
    },
  ];
}

function phone(fields: Fields): Phone[] {
  const own = localNumber(fields, "LocalNumber");
  if (own === undefined) return [];
  return [
    {
      localNumber: own,
      name: text(fields, "Name") ?? own,
      ...defined({
        type: integer(fields, "Type"),
        mac: text(fields, "MAC"),
        belongsTo: localNumber(fields, "BelongsTo"),
      }),
    },
  ];
}

function infoField(fields: Fields): InfoField[] {
  const label = text(fields, "Label");
  const value = text(fields, "Value");
  if (label === undefined || value === undefined) return [];
  return [{ label, value, ...defined({ type: integer(fields, "Type") }) }];
}

function department(fields: Fields): Department[] {
  const name = text(fields, "Name");
  if (name === undefined) return [];
  return [
    {
      name,
      ...defined({
        street: text(fields, "Street"),
        zipCode: text(fields, "Zipcode"),
        city: text(fields, "City"),
        cvr: text(fields, "Cvr"),
        contact: text(fields, "Contact"),
        email: text(fields, "Email"),
        ean: text(fields, "Ean"),
        internalReference: text(fields, "Iref"),
      }),
    },
  ];
}
