import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { z } from "zod";
import { newEpoch, readEpoch } from "./epoch.ts";

const witnessSchema = z.object({ epoch: z.string(), lastEvent: z.int().min(0) });

/** The witness is brought up to date this often. Milliseconds. */
const WRITE_EVERY_MS = 1_000;

/**
 * A file beside the database that remembers how far the log had come. Where the database is behind it, an older copy was
 * put in its place or the disk lost what it had promised, and offsets would be given out a second time: the log gets a
 * new epoch. So it does where there is no witness of a log that has entries, as after moving `relay.db` alone.
 *
 * It is written after what it speaks of, so it is never ahead of a sound database.
 */
export class Witness {
  readonly #file: string;
  readonly #database: Database.Database;
  readonly #onProblem: (problem: string) => void;
  readonly #timer: NodeJS.Timeout;
  #written = "";

  constructor(dataDir: string, database: Database.Database, onProblem: (problem: string) => void) {
    this.#onProblem = onProblem;
    this.#file = join(dataDir, "relay.witness.json");
    this.#database = database;
    this.#timer = setInterval(() => this.#write(), WRITE_EVERY_MS).unref();
  }

  /**
   * Compares the database with what was witnessed; to be called before the log is opened.
   *
   * @returns whether the log was given a new epoch
   */
  judge(): boolean {
    const now = this.#now();
    const before = this.#read();
    const isNew = before === undefined && (now.lastEvent === 0 || this.#wasNeverWitnessed());
    const isSound = isNew || (before?.epoch === now.epoch && before.lastEvent <= now.lastEvent);
    if (!isSound) newEpoch(this.#database);
    this.#write();
    return !isSound;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#write();
  }

  /** Where it fails (a full disk), the witness says less than it could, which is safe; it is tried again. */
  #write(): void {
    try {
      const text = JSON.stringify(this.#now());
      if (text === this.#written) return;
      const unfinished = `${this.#file}.new`;
      writeFileSync(unfinished, text, { mode: 0o600 });
      renameSync(unfinished, this.#file);
      this.#written = text;
    } catch (error) {
      this.#onProblem(error instanceof Error ? error.message : String(error));
    }
  }

  /** The log is of a relay that had no witness yet; told once. */
  #wasNeverWitnessed(): boolean {
    return this.#database.prepare("DELETE FROM meta WHERE name = 'unwitnessed'").run().changes > 0;
  }

  #now(): z.output<typeof witnessSchema> {
    const row = this.#database
      .prepare("SELECT CAST(value AS INTEGER) AS last FROM meta WHERE name = 'last-event'")
      .get();
    const lastEvent = row === undefined ? 0 : z.object({ last: z.number() }).parse(row).last;
    return { epoch: readEpoch(this.#database), lastEvent };
  }

  #read(): z.output<typeof witnessSchema> | undefined {
    try {
      return witnessSchema.parse(JSON.parse(readFileSync(this.#file, "utf8")));
    } catch {
      // None, or one that was damaged: then nothing is known of what was there.
      return undefined;
    }
  }
}
