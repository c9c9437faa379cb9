import { nameKey } from "../../../shared/contacts/same-name.ts";
import type { Employee } from "../../../shared/flexfone/types.ts";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";

/** So many employees are taken over at a time: a few milliseconds. */
const SLICE = 500;
const PREFIX = "colleagues:";

/** A colleague's id in searches, lists and cards. */
export function colleagueId({ localNumber }: Pick<Employee, "localNumber">): string {
  return `${PREFIX}${localNumber}`;
}

/** A colleague among those who have a number or an address. */
export interface ListedColleague {
  employee: Employee;
  /** `nameKey` */
  name: string | undefined;
  /** Another of them has his name: they are two people, and which of them a contact of that name is cannot be told. */
  hasNamesake: boolean;
}

/** By what they can be found. A list is taken over as a whole. */
interface Found {
  all: readonly Employee[];
  byId: Map<string, Employee>;
  /** His own local number, or that of one of his phones. */
  byLocalNumber: Map<string, Employee>;
  /** Numbers that are called from outside; a main number is listed at several employees. */
  byNumber: Map<string, ListedColleague[]>;
  byEmail: Map<string, ListedColleague[]>;
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
    for (const listed of [...found.byNumber.values(), ...found.byEmail.values()]) findNamesakes(listed);
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

  byNumber(key: string): readonly ListedColleague[] {
    return this.#found.byNumber.get(key) ?? [];
  }

  byEmail(email: string): readonly ListedColleague[] {
    return this.#found.byEmail.get(email.toLowerCase()) ?? [];
  }
}

function nobody(): Found {
  return { all: [], byId: new Map(), byLocalNumber: new Map(), byNumber: new Map(), byEmail: new Map() };
}

function add(found: Found, employee: Employee): void {
  const name = nameKey(employee.name);
  found.byId.set(colleagueId(employee), employee);
  // A local number of one's own is before another's phone of the same number.
  found.byLocalNumber.set(employee.localNumber, employee);
  for (const { localNumber } of employee.phones) {
    if (!found.byLocalNumber.has(localNumber)) found.byLocalNumber.set(localNumber, employee);
  }
  for (const { number } of employee.phoneNumbers) {
    const key = numberKey(number);
    if (key !== undefined) append(found.byNumber, key, { employee, name, hasNamesake: false });
  }
  if (employee.email !== undefined)
    append(found.byEmail, employee.email.toLowerCase(), { employee, name, hasNamesake: false });
}

function append(map: Map<string, ListedColleague[]>, key: string, one: ListedColleague): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [one]);
  // Whoever lists it twice does so one after the other.
  else if (there.at(-1)?.employee !== one.employee) there.push(one);
}

function findNamesakes(listed: readonly ListedColleague[]): void {
  if (listed.length < 2) return;
  for (const [name, those] of Map.groupBy(listed, (one) => one.name)) {
    if (name !== undefined && those.length > 1) for (const one of those) one.hasNamesake = true;
  }
}
