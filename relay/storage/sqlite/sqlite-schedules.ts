import { randomUUID } from "node:crypto";
import type Database from "better-sqlite3";
import type { ClaimedJob, Job, Schedules } from "../schedules.ts";
import { Statements } from "./statements.ts";

/** Jobs in SQLite. */
export class SqliteSchedules implements Schedules {
  readonly #statements: Statements;

  constructor(database: Database.Database) {
    this.#statements = new Statements(database);
  }

  async put(job: Job): Promise<void> {
    this.#statements
      .sql(`
        INSERT INTO jobs (account, id, kind, at, payload) VALUES (@account, @id, @kind, @at, @payload)
        ON CONFLICT (account, id) DO UPDATE SET
          kind = excluded.kind, at = excluded.at, payload = excluded.payload, claim = NULL, leased_until = 0, attempt = 0
      `)
      .run(job);
  }

  async remove(account: string, id: string): Promise<boolean> {
    return this.#statements.sql("DELETE FROM jobs WHERE account = ? AND id = ?").run(account, id).changes > 0;
  }

  async list(account: string, kind: string): Promise<Job[]> {
    return this.#statements
      .sql<Job>("SELECT id, account, kind, at, payload FROM jobs WHERE account = ? AND kind = ? ORDER BY at, id")
      .all(account, kind);
  }

  async claim(kind: string, now: number, leaseMs: number, most: number): Promise<ClaimedJob[]> {
    const claim = randomUUID();
    return this.#statements
      .sql<ClaimedJob>(`
        UPDATE jobs SET claim = @claim, leased_until = @until, attempt = attempt + 1
        WHERE (account, id) IN (
          SELECT account, id FROM jobs WHERE kind = @kind AND at <= @now AND leased_until <= @now ORDER BY at LIMIT @most
        )
        RETURNING id, account, kind, at, payload, claim, attempt - 1 AS attempt
      `)
      .all({ claim, kind, now, until: now + leaseMs, most })
      .sort((a, b) => a.at - b.at);
  }

  async finish({ account, id, claim }: ClaimedJob, nextAt?: number): Promise<boolean> {
    const done =
      nextAt === undefined
        ? this.#statements.sql("DELETE FROM jobs WHERE account = ? AND id = ? AND claim = ?").run(account, id, claim)
        : this.#statements
            .sql(`
              UPDATE jobs SET at = ?, claim = NULL, leased_until = 0, attempt = 0
              WHERE account = ? AND id = ? AND claim = ?
            `)
            .run(nextAt, account, id, claim);
    return done.changes > 0;
  }
}
