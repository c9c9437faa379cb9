import { XMLParser } from "fast-xml-parser";
import { parseBody } from "../../../shared/flexfone/parse-body.ts";
import { parseEmployees } from "../../../shared/flexfone/parse-employees.ts";
import { employeeFields, writeXml } from "../../simulator/api/employee-record.ts";
import { nordlysEnergi } from "../../simulator/company/nordlys-energi.ts";
import { DOCUMENT, writeSection } from "../report/document.ts";
import { describeMachine, loadAverage } from "../report/machine.ts";
import { figure, markdownTable } from "../report/markdown.ts";
import { measure } from "../report/measure.ts";

const EMPLOYEES = 10_000;
const ROUNDS = 7;

/** Reading what the PBX's Employee API answers. */
export async function runFlexfoneSuite(args: readonly string[]): Promise<void> {
  const json = JSON.stringify(records());
  const xml = `<ArrayOfEmployee>${records()
    .map((fields) => `<Employee>${writeXml(fields, "nested")}</Employee>`)
    .join("")}</ArrayOfEmployee>`;
  const rows = [
    row("JSON", json, "`JSON.parse`", () => JSON.parse(json)),
    row("XML", xml, "`fast-xml-parser`", () => new XMLParser({ parseTagValue: false }).parse(xml)),
  ];
  const { processor, node } = describeMachine();
  const report = [
    "## What the PBX answers",
    `Written by \`${["npm run bench -- flexfone", ...args].join(" ")}\` on ${new Date().toISOString().slice(0, 10)}; ${processor}, one core, Node ${node}, load ${figure(loadAverage())}.`,
    `An employee list of ${EMPLOYEES}, from the answer's text to our own types. Beside it, what only reads the text.`,
    markdownTable(["Format", "MB", "ms", "slowest, ms", "reading alone", "ms", "× reading alone"], rows),
  ].join("\n\n");
  console.log(report);
  if (!args.includes("--print")) writeSection(DOCUMENT, "flexfone", report);
}

function row(format: string, text: string, peer: string, readAlone: () => unknown): string[] {
  const ours = measure(() => read(text), ROUNDS);
  const alone = measure(readAlone, ROUNDS);
  const megabytes = Buffer.byteLength(text) / 1_000_000;
  return [
    format,
    figure(megabytes),
    figure(ours.ms),
    figure(ours.worstMs),
    peer,
    figure(alone.ms),
    figure(ours.ms / alone.ms),
  ];
}

function read(text: string): unknown {
  const body = parseBody(text);
  const employees = body.ok ? parseEmployees(body.value) : undefined;
  if (employees?.length !== EMPLOYEES) throw new Error(`${format(employees?.length)} employees were read.`);
  return employees;
}

function format(count: number | undefined): string {
  return count === undefined ? "No" : String(count);
}

/** The demo company's employees, each many times, with local numbers of their own. */
function records() {
  const { employees } = nordlysEnergi();
  return Array.from({ length: EMPLOYEES }, (_, n) => {
    const employee = employees[n % employees.length];
    if (employee === undefined) throw new Error("The demo company has no employees.");
    return employeeFields({ ...employee, localNumber: String(10_000 + n) }, "PhoneNumbers");
  });
}
