import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { numberKey } from "../../../../shared/phone-numbers/number-key.ts";
import { buildContacts } from "../engine.ts";
import { World } from "../world/world.ts";
import { writeCsv, writeVcards } from "../world/write-files.ts";

/** All that is measured is of this world. */
export const SEED = 4;

/** Makes the app's own file of contacts. */
export function makeContactFile(input: { folder: string; contacts: number; notes: boolean }): {
  bytes: number;
  seconds: number;
} {
  const began = performance.now();
  const bytes = buildContacts(input.folder, new World({ seed: SEED, notes: input.notes }).contacts(input.contacts));
  return { bytes, seconds: (performance.now() - began) / 1000 };
}

/**
 * Makes the floor under a look-up: a file with a row for each number, which has nothing but the number and a name.
 *
 * @returns how many numbers there are
 */
export function makeFloorFile(input: { folder: string; contacts: number }): number {
  mkdirSync(input.folder, { recursive: true });
  const database = new Database(floorPath(input.folder));
  database.pragma("journal_mode = OFF");
  database.pragma("cache_size = -262144");
  database.exec("CREATE TABLE floor (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT; BEGIN");
  const insert = database.prepare("INSERT OR IGNORE INTO floor (number, name) VALUES (?, ?)");
  let numbers = 0;
  for (const { name, numbers: written } of new World({ seed: SEED }).contacts(input.contacts)) {
    for (const { number } of written) {
      insert.run(Number(numberKey(number)?.slice(1)), name);
      numbers += 1;
    }
  }
  database.exec("COMMIT");
  database.close();
  return numbers;
}

export function floorPath(folder: string): string {
  return join(folder, "floor.db");
}

/** Makes the files that are imported. @returns their sizes in bytes */
export function makeImportFiles(input: { vcards: string; csv: string; contacts: number }): {
  vcards: number;
  csv: number;
} {
  const world = new World({ seed: SEED });
  return {
    vcards: writeVcards(input.vcards, world, input.contacts),
    csv: writeCsv(input.csv, world, input.contacts),
  };
}
