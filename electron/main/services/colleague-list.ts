import type { Employee } from "../../../shared/flexfone/types.ts";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";

/** So many employees are taken over at a time: a few milliseconds. */
const SLICE = 500;
const PREFIX = "colleagues:";

/** A colleague's id in searches, lists and cards. */
export function colleagueId({ localNumber }: Pick<Employee, "localNumber">): string {
  return `${PREFIX}${localNumber}`;
}

/** By what they can be found. A list is taken over as a whole. */
interface Found {
  all: readonly Employee[];
  byId: Map<string, Employee>;
  /** His own local number, or that of one of his phones. */
  byLocalNumber: Map<string, Employee>;
  /** Numbers that are called from outside; a main number is listed at several employees. */
  byNumber: Map<string, Employee[]>;
  byEmail: Map<string, Employee[]>;
}

/** The colleagues, as the PBX told them last. */
export class ColleagueList {
  readonly #breathe: () => Promise<void>;
  #found: Found = nobody();
  /** Grows with each list, so that one that was overtaken is dropped. */
  #lists = 0;

  /** @param breathe lets other work go on */
  constructor(breathe: () => Promise<void> = async () => {}) {
    this.#breathe = breathe;
  }

  /** Takes a list over; a long one in slices, and as a whole at its end. */
  async set(employees: readonly Employee[]): Promise<void> {
    this.#lists += 1;
    const list = this.#lists;
    const found = { ...nobody(), all: employees };
    for (const [index, employee] of employees.entries()) {
      if (index > 0 && index % SLICE === 0) {
        await this.#breathe();
        if (list !== this.#lists) return;
      }
      add(found, employee);
    }
    this.#found = found;
  }

  get all(): readonly Employee[] {
    return this.#found.all;
  }

  byId(id: string): Employee | undefined {
    return this.#found.byId.get(id);
  }

  byLocalNumber(localNumber: string): Employee | undefined {
    return this.#found.byLocalNumber.get(localNumber);
  }

  byNumber(key: string): readonly Employee[] {
    return this.#found.byNumber.get(key) ?? [];
  }

  byEmail(email: string): readonly Employee[] {
    return this.#found.byEmail.get(email.toLowerCase()) ?? [];
  }
}

function nobody(): Found {
  return { all: [], byId: new Map(), byLocalNumber: new Map(), byNumber: new Map(), byEmail: new Map() };
}

function add(found: Found, employee: Employee): void {
  found.byId.set(colleagueId(employee), employee);
  // A local number of one's own is before another's phone of the same number.
  found.byLocalNumber.set(employee.localNumber, employee);
  for (const { localNumber } of employee.phones) {
    if (!found.byLocalNumber.has(localNumber)) found.byLocalNumber.set(localNumber, employee);
  }
  for (const { number } of employee.phoneNumbers) {
    const key = numberKey(number);
    if (key !== undefined) append(found.byNumber, key, employee);
  }
  if (employee.email !== undefined) append(found.byEmail, employee.email.toLowerCase(), employee);
}

function append(map: Map<string, Employee[]>, key: string, employee: Employee): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [employee]);
  else if (!there.includes(employee)) there.push(employee);
}
