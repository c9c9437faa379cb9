import { rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { inspectCopy } from "../operations/inspect-copy.ts";
import { backup } from "../storage/sqlite/backup.ts";
import { type Command, UsageError } from "./command.ts";
import { requireData, withDatabase } from "./open-data.ts";

export const backupCommand: Command = {
  name: "backup",
  operand: "FILE",
  summary: "copies all data to a new file, while the relay runs or not",
  options: {},
  details: `The copy is of one moment, is checked before the command ends, and is readable by its owner only: it holds calls, and
hashes of tokens. The configuration and its secrets are not in it. The file must not exist.`,
  run: async ({ operand }, config, print) => {
    if (operand === undefined) throw new UsageError("Say where to: backup FILE.");
    const file = resolve(operand);
    requireData(config);
    await withDatabase(config, (database) => backup(database, file));
    try {
      inspectCopy(file);
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    }
    print(`${file}: ${describeSize(statSync(file).size)}, and whole (integrity_check: ok).`);
  },
};

function describeSize(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
