import { resolve } from "node:path";
import { restoreDatabase } from "../operations/restore-database.ts";
import { databaseFile } from "../relay.ts";
import { acquireServeLock } from "../storage/sqlite/serve-lock.ts";
import { type Command, UsageError } from "./command.ts";

export const restoreCommand: Command = {
  name: "restore",
  operand: "FILE",
  summary: "puts a backup in the place of all data; the relay must not run",
  options: {},
  details: `The backup is checked first, and what it replaces is kept beside it under a dated name. Clients are told that events may
be missing. Devices that were revoked since the backup stay revoked; invitations that were not used yet are void, and
devices paired since must be invited anew. What was erased since the backup is back: erase it again.`,
  run: async ({ operand }, config, print) => {
    if (operand === undefined) throw new UsageError("Say which: restore FILE.");
    const file = resolve(operand);
    const release = acquireServeLock(config.dataDir);
    try {
      const { keptAs, revoked } = await restoreDatabase(file, databaseFile(config), Date.now());
      print(`${file} is restored to ${config.dataDir}.`);
      if (keptAs !== undefined) print(`What was there before is kept as ${keptAs}. Delete it when it is not needed.`);
      if (revoked > 0) print(`${revoked} device(s) had been revoked since the backup, and still are.`);
    } finally {
      release();
    }
  },
};
