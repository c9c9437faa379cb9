import type Database from "better-sqlite3";

/** Who switched which call flow. */
export function callFlowHistory(database: Database.Database): void {
  database.exec(`
    CREATE TABLE call_flow_switches (
      account TEXT NOT NULL,
      number INTEGER NOT NULL,
      id TEXT NOT NULL,
      local_number TEXT NOT NULL,
      active INTEGER NOT NULL,
      at INTEGER NOT NULL,
      employee TEXT,
      how TEXT NOT NULL,
      outcome TEXT NOT NULL,
      message TEXT,
      PRIMARY KEY (account, number)
    ) STRICT, WITHOUT ROWID;
  `);
}
