import type Database from "better-sqlite3";
import { z } from "zod";
import type { Employee } from "../../../../shared/flexfone/types.ts";
import type { EmployeeCache, KnownEmployees } from "../../ports/employee-cache.ts";

const rowSchema = z.object({ as_of: z.number(), body: z.string() });

/** What is kept of each, in the order of the list: what the app shows and looks up, and nothing else. */
const keptSchema = z.tuple([
  z.string(),
  z.string(),
  z.string().nullable(),
  z.array(z.tuple([z.string(), z.string()])),
  z.array(z.string()),
]);
const keptListSchema = z.array(keptSchema);
type Kept = z.output<typeof keptSchema>;

/** The account's employees in SQLite: one row, written as a whole, so that there is never half a list. */
export class SqliteEmployeeCache implements EmployeeCache {
  readonly #database: Database.Database;
  /** What the row holds, as far as it was read or written here. */
  #written: { owner: string; body: string } | undefined;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  load(owner: string): KnownEmployees | undefined {
    const row = this.#database.prepare("SELECT as_of, body FROM employees WHERE owner = ?").get(owner);
    if (row === undefined) return undefined;
    const { as_of, body } = rowSchema.parse(row);
    this.#written = { owner, body };
    return { asOf: as_of, employees: keptListSchema.parse(JSON.parse(body)).map(toEmployee) };
  }

  save(owner: string, { employees, asOf }: KnownEmployees): void {
    const body = JSON.stringify(employees.map(toKept));
    // Most lists are the same as the last, and a large one takes a while to write.
    if (this.#written?.owner === owner && this.#written.body === body) {
      this.#database.prepare("UPDATE employees SET as_of = ?").run(asOf);
      return;
    }
    this.#database
      .prepare("INSERT OR REPLACE INTO employees (id, owner, as_of, body) VALUES (1, ?, ?, ?)")
      .run(owner, asOf, body);
    this.#written = { owner, body };
  }

  clear(): void {
    this.#written = undefined;
    this.#database.exec("DELETE FROM employees");
  }
}

function toKept({ localNumber, name, departments, phones, phoneNumbers }: Employee): Kept {
  return [
    localNumber,
    name,
    departments[0]?.name ?? null,
    phones.map((phone): [string, string] => [phone.localNumber, phone.name]),
    phoneNumbers.map(({ number }) => number),
  ];
}

function toEmployee([localNumber, name, department, phones, numbers]: Kept): Employee {
  return {
    localNumber,
    name,
    phoneNumbers: numbers.map((number) => ({ number })),
    phones: phones.map(([phone, phoneName]) => ({ localNumber: phone, name: phoneName })),
    info: [],
    departments: department === null ? [] : [{ name: department }],
  };
}
