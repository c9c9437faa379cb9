import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { demoContacts } from "../../tools/simulator/company/contacts.ts";
import { nordlysEnergi } from "../../tools/simulator/company/nordlys-energi.ts";
import { allScenarios } from "../../tools/simulator/scenarios/all-scenarios.ts";

describe("the demo company", () => {
  const company = nordlysEnergi();
  const phones = company.employees.flatMap((employee) => employee.phones);

  it("has twelve employees, 201 to 212, with one to three phones each, no local number twice", () => {
    expect(company.employees.map((employee) => employee.localNumber)).toEqual(
      Array.from({ length: 12 }, (_, index) => String(201 + index)),
    );
    for (const employee of company.employees) {
      expect(employee.phones.length).toBeGreaterThanOrEqual(1);
      expect(employee.phones.length).toBeLessThanOrEqual(3);
      expect(employee.phones.map((phone) => phone.belongsTo)).toEqual(employee.phones.map(() => employee.localNumber));
    }
    const groups = [...company.ringGroups, ...company.queues, ...company.callFlows];
    const localNumbers = [...company.employees, ...phones, ...groups].map((party) => party.localNumber);
    expect(new Set(localNumbers).size).toBe(localNumbers.length);
  });

  it("has info fields of all three types, and type 2 names an employee", () => {
    const fields = company.employees.flatMap((employee) => employee.info);
    expect(new Set(fields.map((field) => field.type))).toEqual(new Set([1, 2, 3]));
    const extensions = company.employees.map((employee) => employee.localNumber);
    for (const field of fields) if (field.type === 2) expect(extensions).toContain(field.value);
  });

  it("is made afresh each time, and a simulator's changes stay its own", () => {
    expect(nordlysEnergi()).toEqual(company);
    expect(nordlysEnergi().callFlows[0]).not.toBe(company.callFlows[0]);
  });
});

describe("the demo contacts", () => {
  const contacts = demoContacts();

  it("are three hundred, the same each time, no number twice, all valid E.164", () => {
    expect(contacts).toHaveLength(300);
    expect(demoContacts()).toEqual(contacts);
    const numbers = contacts.flatMap((contact) => contact.numbers.map(({ number }) => number));
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const number of numbers) expect(parsePhoneNumberFromString(number)?.number).toBe(number);
    expect(numbers.filter((number) => parsePhoneNumberFromString(number)?.isValid() !== true)).toEqual([]);
  });

  it("know every caller of the scenarios but the unknown and the hidden one", () => {
    const known = new Set<string>(contacts.flatMap((contact) => contact.numbers.map(({ number }) => number)));
    const strangers = allScenarios
      .filter(({ callers }) => !known.has(callers.caller ?? ""))
      .map((scenario) => scenario.name);
    expect(strangers.sort()).toEqual(["hidden-number", "local-call", "unknown-number"]);
  });
});
