import type Database from "better-sqlite3";
import { z } from "zod";
import type { CallFlowHistory, SwitchRecord } from "../call-flow-history.ts";
import { Statements } from "./statements.ts";

/** An account's records beyond these go, the oldest first. */
const MOST_OF_ACCOUNT = 500;

const recordSchema = z
  .object({
    id: z.string(),
    account: z.string(),
    local_number: z.string(),
    active: z.int(),
    at: z.int(),
    employee: z.string().nullable(),
    how: z.enum(["hand", "timed", "undo", "elsewhere"]),
    outcome: z.enum(["done", "refused", "unclear"]),
    message: z.string().nullable(),
  })
  .transform(
    ({ local_number, active, employee, message, ...record }): SwitchRecord => ({
      ...record,
      localNumber: local_number,
      active: active === 1,
      employee: employee ?? undefined,
      message: message ?? undefined,
    }),
  );

/** Who switched which call flow, in SQLite. */
export class SqliteCallFlowHistory implements CallFlowHistory {
  readonly #database: Database.Database;
  readonly #statements: Statements;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#statements = new Statements(database);
  }

  async add(record: SwitchRecord): Promise<void> {
    this.#database
      .transaction(() => {
        this.#statements
          .sql(`
            INSERT INTO call_flow_switches (account, number, id, local_number, active, at, employee, how, outcome, message)
            SELECT @account, coalesce(max(number), 0) + 1, @id, @localNumber, @active, @at, @employee, @how, @outcome, @message
            FROM call_flow_switches WHERE account = @account
          `)
          .run({
            ...record,
            active: record.active ? 1 : 0,
            employee: record.employee ?? null,
            message: record.message ?? null,
          });
        this.#statements
          .sql(`
            DELETE FROM call_flow_switches WHERE account = @account AND number <=
              (SELECT max(number) FROM call_flow_switches WHERE account = @account) - ${MOST_OF_ACCOUNT}
          `)
          .run({ account: record.account });
      })
      .immediate();
  }

  async newest(account: string, most: number): Promise<SwitchRecord[]> {
    return this.#statements
      .sql(`
        SELECT id, account, local_number, active, at, employee, how, outcome, message
        FROM call_flow_switches WHERE account = ? ORDER BY number DESC LIMIT ?
      `)
      .all(account, most)
      .map((row) => recordSchema.parse(row));
  }

  async trim(account: string, before: number): Promise<void> {
    this.#statements.sql("DELETE FROM call_flow_switches WHERE account = ? AND at < ?").run(account, before);
  }

  async eraseEmployee(account: string, employee: string): Promise<number> {
    return this.#statements
      .sql("UPDATE call_flow_switches SET employee = NULL WHERE account = ? AND employee = ?")
      .run(account, employee).changes;
  }
}
