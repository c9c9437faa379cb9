import type { Migration } from "./open-database.ts";

/** The schema of `contacts.db`, a file of its own so that filling it never holds up a call. */
export const contactMigrations: readonly Migration[] = [
  (database) => {
    database.exec(`
      CREATE TABLE contacts (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        company TEXT,
        note TEXT,
        words TEXT NOT NULL
      ) STRICT;
      CREATE TABLE numbers (
        number_key TEXT NOT NULL,
        contact_id INTEGER NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
        number TEXT NOT NULL,
        PRIMARY KEY (number_key, contact_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX numbers_by_contact ON numbers (contact_id);
      CREATE VIRTUAL TABLE contact_words USING fts5 (words, content = 'contacts', content_rowid = 'id', prefix = '1 2 3');
    `);
  },
  // The account's employees as they were told last, so that names are there before the PBX answers.
  (database) => {
    database.exec(`
      CREATE TABLE employees (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        owner TEXT NOT NULL,
        as_of INTEGER NOT NULL,
        body TEXT NOT NULL
      ) STRICT;
    `);
  },
  // Contacts are in files of their own, one for each source.
  {
    breaks: true,
    step(database) {
      database.exec("DROP TABLE contact_words; DROP TABLE numbers; DROP TABLE contacts;");
    },
  },
];
