import { existsSync } from "node:fs";
import type Database from "better-sqlite3";
import type { RelayConfig } from "../config/config.ts";
import { databaseFile } from "../relay.ts";
import { openDatabase } from "../storage/sqlite/open-database.ts";
import { SqliteCallFlowHistory } from "../storage/sqlite/sqlite-call-flow-history.ts";
import { SqliteDeviceStore } from "../storage/sqlite/sqlite-device-store.ts";
import { SqliteEventLog } from "../storage/sqlite/sqlite-event-log.ts";
import { SqliteSchedules } from "../storage/sqlite/sqlite-schedules.ts";
import { CommandError } from "./command.ts";

/** Opens the database of a running relay, or of one that runs no more, for as long as the work takes. */
export async function withDatabase<Result>(
  config: RelayConfig,
  work: (database: Database.Database) => Promise<Result> | Result,
): Promise<Result> {
  const database = openDatabase(databaseFile(config));
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** The devices of a relay; the database is made where there is none yet. */
export function withDevices<Result>(
  config: RelayConfig,
  work: (store: SqliteDeviceStore) => Promise<Result> | Result,
): Promise<Result> {
  return withDatabase(config, (database) => work(new SqliteDeviceStore(database)));
}

/** What is stored of calls and call flows. */
export interface RelayData {
  log: SqliteEventLog;
  callFlowHistory: SqliteCallFlowHistory;
  schedules: SqliteSchedules;
}

/** The data of a relay that has run before. @throws CommandError where there is none */
export function withData<Result>(config: RelayConfig, work: (data: RelayData) => Promise<Result>): Promise<Result> {
  requireData(config);
  return withDatabase(config, async (database) => {
    const log = new SqliteEventLog(database);
    try {
      return await work({
        log,
        callFlowHistory: new SqliteCallFlowHistory(database),
        schedules: new SqliteSchedules(database),
      });
    } finally {
      await log.close();
    }
  });
}

/** @throws CommandError where no relay has ever run with this configuration */
export function requireData(config: RelayConfig): void {
  if (existsSync(databaseFile(config))) return;
  throw new CommandError(`There is no data in ${config.dataDir}. Is "dataDir" in the configuration right?`);
}
