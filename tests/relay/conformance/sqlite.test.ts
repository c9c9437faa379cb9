import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openDatabase } from "../../../relay/storage/sqlite/open-database.ts";
import { SqliteEventLog } from "../../../relay/storage/sqlite/sqlite-event-log.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { describeEventLog } from "./event-log.ts";

describeEventLog("SQLite", async () => {
  const file = join(temporaryFolder(), "relay.db");
  const openLog = () => {
    const database = openDatabase(file);
    const log = new SqliteEventLog(database);
    const close = async () => {
      await log.close();
      database.close();
    };
    onTestFinished(close);
    return { log, close };
  };
  const first = openLog();
  return {
    log: first.log,
    reopen: async () => {
      await first.close();
      return openLog().log;
    },
  };
});
