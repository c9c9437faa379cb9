import { type Company, employeeOf } from "../company/company.ts";
import type { PbxVariant } from "../pbx/variant.ts";
import type { CallerRole, EmployeeRole, Expectation, Scenario } from "./scenario.ts";

/** Who plays which role: local numbers of employees, and the outside callers' numbers as the PBX writes them. */
export interface Cast {
  readonly employees: Readonly<Record<EmployeeRole, string>>;
  /** undefined: the number is hidden. */
  readonly outside: Readonly<Record<CallerRole, string | undefined>>;
}

export interface CastOverrides {
  /** Local number of the employee under test; 202 by default. */
  readonly employee?: string;
  /** 203 by default. */
  readonly colleague?: string;
  /** 204 by default. */
  readonly third?: string;
  /** E.164, or null to hide it. */
  readonly caller?: string | null;
  readonly secondCaller?: string | null;
}

/** @throws when the company has no such employee, or one is to play two roles */
export function castScenario(scenario: Scenario, company: Company, overrides: CastOverrides): Cast {
  const chosen = [overrides.employee, overrides.colleague, overrides.third];
  const free = ["202", "203", "204", ...company.employees.map((employee) => employee.localNumber)].filter(
    (localNumber) =>
      !chosen.includes(localNumber) && company.employees.some((employee) => employee.localNumber === localNumber),
  );
  const take = (wanted: string | undefined): string => {
    const localNumber = wanted ?? free.shift();
    if (localNumber === undefined) throw new Error(`${company.name} has too few employees for "${scenario.name}".`);
    for (let index = free.length - 1; index >= 0; index--) if (free[index] === localNumber) free.splice(index, 1);
    return employeeOf(company, localNumber).localNumber;
  };
  const me = take(overrides.employee);
  const colleague = take(overrides.colleague);
  const third = take(overrides.third);
  if (new Set([me, colleague, third]).size < 3) throw new Error("One employee cannot play two roles of a scenario.");

  const caller = overrides.caller === undefined ? scenario.callers.caller : overrides.caller;
  const second = overrides.secondCaller === undefined ? scenario.callers["second-caller"] : overrides.secondCaller;
  return {
    employees: { me, colleague, third },
    outside: { caller: presented(caller), "second-caller": presented(second ?? null) },
  };
}

/** An E.164 number as a Danish network presents it: national for Danish numbers, with 00 for others. */
function presented(e164: string | null): string | undefined {
  if (e164 === null) return undefined;
  if (e164.startsWith("+45")) return e164.slice(3);
  return e164.startsWith("+") ? `00${e164.slice(1)}` : e164;
}

/** An expectation with roles replaced by numbers, for one variant. */
export interface CastExpectation {
  readonly employee: string;
  readonly calls: readonly {
    readonly direction: "incoming" | "outgoing";
    readonly outcome: "answered" | "missed" | "answered-elsewhere" | "no-answer" | "transferred";
    /** As the PBX writes it; null where the app cannot know it. */
    readonly number: string | null;
    readonly answeredBy?: { readonly localNumber: string; readonly name: string };
    readonly transferredFrom?: string;
    readonly expired?: "ring" | "conversation";
  }[];
}

export function castExpectation(
  { employee, calls }: Expectation,
  cast: Cast,
  variant: PbxVariant,
  company: Company,
): CastExpectation {
  return {
    employee: cast.employees[employee],
    calls: calls.map((call) => {
      const expired = call.outcome === "missed" && !variant.endedForUnanswered ? "ring" : call.expired;
      const unknown = call.direction === "outgoing" && variant.outgoingANumber === "presented";
      return {
        direction: call.direction,
        outcome: call.outcome,
        number: unknown ? null : numberOf(call.number, cast),
        ...(call.answeredBy === undefined ? {} : { answeredBy: nameOf(cast.employees[call.answeredBy], company) }),
        ...(call.transferredFrom === undefined ? {} : { transferredFrom: cast.employees[call.transferredFrom] }),
        ...(expired === undefined ? {} : { expired }),
      };
    }),
  };
}

function numberOf(role: CallerRole | EmployeeRole | null, cast: Cast): string | null {
  switch (role) {
    case null:
      return null;
    case "caller":
    case "second-caller":
      return cast.outside[role] ?? null;
    default:
      return cast.employees[role];
  }
}

function nameOf(localNumber: string, company: Company): { localNumber: string; name: string } {
  return { localNumber, name: employeeOf(company, localNumber).name };
}
