import type { CallFlow, Employee } from "../../../shared/flexfone/types.ts";

/** A company on the simulated PBX: what an administrator would have set up in PBXAdmin. */
export interface Company {
  readonly name: string;
  /** "PBX konto-ID". */
  readonly accountId: string;
  /** "API-adgangskode" of the whole account. */
  readonly hash: string;
  readonly employees: readonly CompanyEmployee[];
  readonly ringGroups: readonly RingGroup[];
  readonly queues: readonly Queue[];
  /** The only part that changes while the simulator runs. */
  readonly callFlows: readonly CompanyCallFlow[];
}

/** An employee with the MyFone login that MakeCall asks for. */
export interface CompanyEmployee extends Employee {
  readonly username: string;
  readonly password: string;
}

export interface CompanyCallFlow extends CallFlow {
  /** Where set, SetCallFlowState answers `Success: false` with this message and changes nothing. */
  refusesSwitching?: string;
}

/** All phones of all members ring at once ("ringegruppe"). */
interface RingGroup {
  readonly localNumber: string;
  readonly name: string;
  readonly members: readonly string[];
}

/** The phones of its members ring again and again until somebody answers ("kø"). */
interface Queue {
  readonly localNumber: string;
  readonly name: string;
  readonly members: readonly string[];
}

/**
 * @param localNumber an extension such as "202"
 * @throws when the company has no such employee
 */
export function employeeOf(company: Company, localNumber: string): CompanyEmployee {
  const employee = company.employees.find((candidate) => candidate.localNumber === localNumber);
  if (employee === undefined) throw new Error(`${company.name} has no employee with local number ${localNumber}.`);
  return employee;
}

/** The number that the employee shows to those he calls: his first line, or his extension where he has none. */
export function presentedNumber(employee: CompanyEmployee): string {
  return employee.phoneNumbers[0]?.number ?? employee.localNumber;
}
