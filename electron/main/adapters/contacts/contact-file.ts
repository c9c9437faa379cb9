import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";

/** Grows with the schema; a file of another is made anew from its source, or left out where that has gone. */
export const CONTACT_FILE_VERSION = 2;
/** "STct": tells a file of contacts from any other SQLite file. */
export const CONTACT_FILE_MAGIC = 0x53546374;

/**
 * A source's contacts in a file that never changes: a refresh makes a new one, and putting it under its name is what makes it
 * count. So readers need no locks, and whatever happens during a refresh, what was there is there.
 *
 * Contacts are numbered in the order of the alphabet, so that the first that are found are the first to be shown, and a place in
 * the list is a row. Words are folded and apart when they come, so that the simplest tokenizer is enough: it takes all that is not
 * ASCII for letters.
 */
export const contactFileSchema = `
  CREATE TABLE contacts (id INTEGER PRIMARY KEY, key INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TABLE numbers (
    number INTEGER NOT NULL,
    contact INTEGER NOT NULL,
    place INTEGER NOT NULL,
    owner INTEGER NOT NULL,
    main INTEGER NOT NULL,
    PRIMARY KEY (number, contact)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE ranges (
    start INTEGER NOT NULL,
    size INTEGER NOT NULL,
    contact INTEGER NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (start, size)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE emails (email INTEGER NOT NULL, contact INTEGER NOT NULL, PRIMARY KEY (email, contact)) STRICT, WITHOUT ROWID;
  CREATE TABLE sections (title TEXT PRIMARY KEY, first INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE refused (id INTEGER PRIMARY KEY, line INTEGER NOT NULL, reason TEXT NOT NULL, excerpt TEXT NOT NULL) STRICT;
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE vocabulary (id INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT;
  CREATE VIRTUAL TABLE words USING fts5 (
    firsts, names, company, others, digits,
    content = '', columnsize = 0, detail = column, prefix = '1 2', tokenize = 'ascii'
  );
  CREATE VIRTUAL TABLE digit_parts USING fts5 (parts, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
  CREATE VIRTUAL TABLE word_parts USING fts5 (parts, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
`;

/** Made when all rows are there, which is faster. */
export const contactFileIndexes = `
  CREATE UNIQUE INDEX contacts_by_key ON contacts (key);
  CREATE UNIQUE INDEX vocabulary_by_word ON vocabulary (word);
`;

/** Of one source, in the folder of all. */
export interface ContactFileName {
  source: string;
  generation: number;
  path: string;
}

const NAME = /^([\w-]{1,64})\.(\d{1,15})\.contacts$/;

export function contactFilePath(folder: string, source: string, generation: number): string {
  return join(folder, `${source}.${generation}.contacts`);
}

/** The files that count: of each source the newest. Former ones, and what an import left that did not end, are deleted. */
export function openContactFolder(folder: string): Map<string, ContactFileName> {
  mkdirSync(folder, { recursive: true });
  const newest = new Map<string, ContactFileName>();
  const old: string[] = [];
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const found = NAME.exec(name);
    if (found === null) {
      if (/\.(?:new|staging)(?:-journal|-wal|-shm)?$/.test(name)) old.push(path);
      continue;
    }
    const [, source = "", generation = ""] = found;
    const one = { source, generation: Number(generation), path };
    const before = newest.get(source);
    if (before !== undefined) old.push(before.generation < one.generation ? before.path : path);
    if (before === undefined || before.generation < one.generation) newest.set(source, one);
  }
  for (const path of old) removeFile(path);
  return newest;
}

/** A file that somebody still has open (Windows) is deleted at the next start. */
export function removeFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    if (!isInUse(error)) throw error;
  }
}

/** As `removeFile`, where nothing may wait for it: a file of hundreds of megabytes takes tens of milliseconds. */
export async function removeLargeFile(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (error) {
    if (!isInUse(error)) throw error;
  }
}

function isInUse(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "EBUSY" || error.code === "EPERM");
}
