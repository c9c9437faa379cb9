import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contactMigrations } from "../../electron/main/adapters/sqlite/contact-migrations.ts";
import { openDatabase } from "../../electron/main/adapters/sqlite/open-database.ts";
import { type NewContact, SqliteContactStore } from "../../electron/main/adapters/sqlite/sqlite-contact-store.ts";
import type { Enrolment } from "../../electron/main/ports/enrolment-source.ts";
import type { Settings } from "../../electron/main/ports/settings-store.ts";

/** @returns a new data folder for the app, with contacts; the caller removes it */
export function prepareUserData(contacts: readonly NewContact[]): string {
  const folder = mkdtempSync(join(tmpdir(), "sidetone-demo-"));
  const { database } = openDatabase(join(folder, "contacts.db"), contactMigrations, new Date());
  new SqliteContactStore(database).add(contacts);
  database.close();
  return folder;
}

/** Where the app asks the PBX itself, for what it does without the relay. */
export function writeSettings(folder: string, settings: Pick<Settings, "employeeApiUrl" | "makeCallUrl">): void {
  writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
}

/** Lets the app that starts with this folder pair itself, as an administrator would roll it out. */
export function writeEnrolment(folder: string, enrolment: Enrolment): void {
  writeFileSync(join(folder, "enrolment.json"), JSON.stringify(enrolment), { mode: 0o600 });
}
