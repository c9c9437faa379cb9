import { join } from "node:path";
import { onTestFinished } from "vitest";
import { LocalFanOut } from "../../../relay/fan-out/local-fan-out.ts";
import { openDatabase } from "../../../relay/storage/sqlite/open-database.ts";
import { SqliteCallFlowHistory } from "../../../relay/storage/sqlite/sqlite-call-flow-history.ts";
import { SqliteDeviceStore } from "../../../relay/storage/sqlite/sqlite-device-store.ts";
import { SqliteEventLog } from "../../../relay/storage/sqlite/sqlite-event-log.ts";
import { SqliteSchedules } from "../../../relay/storage/sqlite/sqlite-schedules.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { describeCallFlowHistory } from "./call-flow-history.ts";
import { describeDeviceStore } from "./device-store.ts";
import { describeEventLog } from "./event-log.ts";
import { describeFanOut } from "./fan-out.ts";
import { describeSchedules } from "./schedules.ts";

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

describeSchedules("SQLite", async () => {
  const database = openDatabase(join(temporaryFolder(), "relay.db"));
  onTestFinished(() => {
    database.close();
  });
  return new SqliteSchedules(database);
});

describeDeviceStore("SQLite", async () => {
  const database = openDatabase(join(temporaryFolder(), "relay.db"));
  onTestFinished(() => {
    database.close();
  });
  return new SqliteDeviceStore(database);
});

describeCallFlowHistory("SQLite", async () => {
  const database = openDatabase(join(temporaryFolder(), "relay.db"));
  onTestFinished(() => {
    database.close();
  });
  return new SqliteCallFlowHistory(database);
});

describeFanOut("one node", async () => {
  const fanOut = new LocalFanOut();
  return { here: fanOut, there: fanOut };
});
