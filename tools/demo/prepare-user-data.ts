import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contactMigrations } from "../../electron/main/adapters/sqlite/contact-migrations.ts";
import { openDatabase } from "../../electron/main/adapters/sqlite/open-database.ts";
import { type NewContact, SqliteContactStore } from "../../electron/main/adapters/sqlite/sqlite-contact-store.ts";
import type { Enrolment } from "../../electron/main/ports/enrolment-source.ts";

/**
 * A new data folder for the app, as an administrator would roll it out: contacts, and an enrolment file that pairs it.
 *
 * @returns the folder, which the caller removes
 */
export function prepareUserData(contacts: readonly NewContact[], enrolment: Enrolment | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), "sidetone-demo-"));
  const { database } = openDatabase(join(folder, "contacts.db"), contactMigrations, new Date());
  new SqliteContactStore(database).add(contacts);
  database.close();
  if (enrolment !== undefined) {
    writeFileSync(join(folder, "enrolment.json"), JSON.stringify(enrolment), { mode: 0o600 });
  }
  return folder;
}
