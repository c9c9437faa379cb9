import { randomBytes } from "node:crypto";
import type Database from "better-sqlite3";
import { z } from "zod";

const valueSchema = z.object({ value: z.string() });

/** The log's epoch; a new database gets one. */
export function readEpoch(database: Database.Database): string {
  database.prepare("INSERT OR IGNORE INTO meta (name, value) VALUES ('epoch', ?)").run(freshEpoch());
  return valueSchema.parse(database.prepare("SELECT value FROM meta WHERE name = 'epoch'").get()).value;
}

/** The log may have been rolled back: every client is told so when it comes again, and is given what there is. */
export function newEpoch(database: Database.Database): string {
  const epoch = freshEpoch();
  database.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('epoch', ?)").run(epoch);
  return epoch;
}

function freshEpoch(): string {
  return randomBytes(9).toString("base64url");
}
