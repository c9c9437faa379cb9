import fc from "fast-check";
import { expect, it } from "vitest";
import { createFlexfoneClient } from "../../../shared/flexfone/client.ts";
import { parseBody } from "../../../shared/flexfone/parse-body.ts";
import { parseCallFlows } from "../../../shared/flexfone/parse-call-flows.ts";
import { parseEmployees } from "../../../shared/flexfone/parse-employees.ts";
import type { Employee } from "../../../shared/flexfone/types.ts";

const localNumber = fc.stringMatching(/^\d{2,6}$/).filter((digits) => !/^0+$/.test(digits));
const text = fc
  .string({ unit: fc.constantFrom(..."abcæøåÆØÅé &<>\"'–.,-/019"), minLength: 1, maxLength: 20 })
  .map((written) => written.trim())
  .filter((written) => written !== "");
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const employees: fc.Arbitrary<Employee[]> = fc.array(
  fc
    .record({
      localNumber,
      name: text,
      email: optional(text),
      phoneNumbers: fc.array(fc.record({ number: fc.stringMatching(/^\+?\d{3,12}$/), lineName: optional(text) }), {
        maxLength: 3,
      }),
      phones: fc.array(fc.record({ localNumber, name: text, type: optional(fc.nat(9)) }), { maxLength: 3 }),
      info: fc.array(fc.record({ type: optional(fc.integer({ min: 1, max: 3 })), label: text, value: text }), {
        maxLength: 2,
      }),
      departments: fc.array(fc.record({ name: text, city: optional(text) }), { maxLength: 2 }),
    })
    .map((employee) => withoutUndefined(employee) as Employee),
  { minLength: 1, maxLength: 5 },
);

/** How a PBX may write the same thing. */
const writing = fc.record({
  casing: fc.constantFrom<(name: string) => string>(
    (name) => name,
    (name) => name.toLowerCase(),
    (name) => name.toUpperCase(),
    (name) => name.charAt(0).toLowerCase() + name.slice(1),
  ),
  singular: fc.boolean(),
  numbersAsText: fc.boolean(),
  oneForList: fc.boolean(),
  empty: fc.constantFrom<"absent" | "null" | "text">("absent", "null", "text"),
  unknown: fc.boolean(),
  repeated: fc.boolean(),
  bom: fc.boolean(),
});
type Writing = (typeof writing)["generate"] extends (...given: never[]) => { value: infer Value } ? Value : never;

type Value = string | number | null | Fields | Value[];
interface Fields {
  [name: string]: Value;
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([name, one]) => [name, withoutUndefined(one)]),
  );
}

/** The guide's record of an employee. */
function record(employee: Employee, how: Writing): Fields {
  const empty = how.empty === "null" ? null : "";
  const maybe = (name: string, value: string | number | undefined): Fields =>
    value === undefined ? (how.empty === "absent" ? {} : { [name]: empty }) : { [name]: value };
  // What has a leading zero cannot be a number in JSON.
  const int = (digits: string) => (how.numbersAsText || /^0/.test(digits) ? digits : Number(digits));
  const list = (items: Fields[]): Value => (how.oneForList && items.length === 1 ? (items[0] ?? []) : items);
  const fields: Fields = {
    Localnumber: int(employee.localNumber),
    Name: employee.name,
    ...maybe("Email", employee.email),
    [how.singular ? "PhoneNumber" : "PhoneNumbers"]: list(
      employee.phoneNumbers.map((one) => ({ Number: one.number, ...maybe("LineName", one.lineName) })),
    ),
    [how.singular ? "Phone" : "Phones"]: list(
      employee.phones.map((one) => ({ LocalNumber: int(one.localNumber), Name: one.name, ...maybe("Type", one.type) })),
    ),
    Info: list(employee.info.map((one) => ({ ...maybe("Type", one.type), Label: one.label, Value: one.value }))),
    Department: list(employee.departments.map((one) => ({ Name: one.name, ...maybe("City", one.city) }))),
    ...(how.unknown ? { Status: { Code: 1, Text: "Ledig" }, Extra: "x" } : {}),
  };
  return recased(fields, how.casing) as Fields;
}

function recased(value: Value, casing: (name: string) => string): Value {
  if (Array.isArray(value)) return value.map((one) => recased(one, casing));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [casing(name), recased(one, casing)]));
}

function xmlOf(name: string, value: Value, repeated: boolean): string {
  if (value === null) return `<${name} i:nil="true"/>`;
  if (Array.isArray(value)) {
    if (repeated) return value.map((one) => xmlOf(name, one, repeated)).join("");
    return `<${name}>${value.map((one) => xmlOf("Item", one, repeated)).join("")}</${name}>`;
  }
  if (typeof value !== "object") {
    const escaped = String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    return `<${name}>${escaped}</${name}>`;
  }
  return `<${name}>${Object.entries(value)
    .map(([field, one]) => xmlOf(field, one, repeated))
    .join("")}</${name}>`;
}

function read(written: string): Employee[] | undefined {
  const body = parseBody(written);
  return body.ok ? parseEmployees(body.value) : undefined;
}

it("an employee list is read the same, in whatever way it is written, in JSON and in XML", () => {
  fc.assert(
    fc.property(employees, writing, (list, how) => {
      const records = list.map((employee) => record(employee, how));
      const bom = how.bom ? "\uFEFF" : "";
      expect(read(bom + JSON.stringify(records))).toEqual(list);
      const inner = records.map((one) => xmlOf("Employee", one, how.repeated)).join("");
      const xml = `<?xml version="1.0"?><ArrayOfEmployee xmlns:i="http://www.w3.org/2001/XMLSchema-instance">${inner}</ArrayOfEmployee>`;
      expect(read(bom + xml)).toEqual(list);
    }),
  );
});

it("nothing that comes makes the reading throw, and nobody is made up", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.json(),
    fc.string({
      unit: fc.constantFrom(
        "<",
        ">",
        "/",
        "a",
        "Employee",
        "Localnumber",
        "=",
        '"',
        "&",
        ";",
        "{",
        "[",
        "]",
        "}",
        ":",
        ",",
        "2",
        "__proto__",
        "constructor",
        "<![CDATA[",
        "<!--",
        "<?",
      ),
    }),
  );
  fc.assert(
    fc.property(nasty, (written) => {
      const body = parseBody(written);
      if (!body.ok) return;
      for (const { localNumber: own } of parseEmployees(body.value) ?? []) expect(own).not.toBe("");
      for (const { active } of parseCallFlows(body.value) ?? []) expect(typeof active).toBe("boolean");
    }),
  );
});

it("whatever bytes come, in whatever they are said to be, each call has an outcome", async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .tuple(fc.constantFrom([0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf], []), fc.json())
      .map(([mark, written]) => Uint8Array.from([...mark, ...new TextEncoder().encode(written)])),
  );
  const type = fc.constantFrom("", "application/json", "text/xml; charset=iso-8859-1", "text/html; charset=nonsense");
  await fc.assert(
    fc.asyncProperty(bytes, type, fc.constantFrom(200, 201, 400, 401, 404, 500), async (body, contentType, status) => {
      const client = createFlexfoneClient({
        baseUrl: "https://pbx.example/api/",
        authorize: (one) => one,
        fetch: async () => new Response(body, { status, headers: { "Content-Type": contentType } }),
      });
      const answers = [
        await client.employees(),
        await client.employee("202"),
        await client.callFlows(),
        await client.setCallFlowState("6001", true),
        await client.validateUser("mette", "TopSecret"),
      ];
      for (const answer of answers) if (status >= 400) expect(answer.ok).toBe(false);
    }),
  );
});

it("what is wrapped a hundred thousand times is not read", () => {
  const deep = 100_000;
  for (const [open, close] of [
    ["[", "]"],
    ['{"a":', "}"],
    ["<a>", "</a>"],
  ] as const) {
    expect(read(`${open.repeat(deep)}${open.startsWith("<") ? "" : '"x"'}${close.repeat(deep)}`)).toBeUndefined();
  }
});
