import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contactFilePath } from "../../electron/main/adapters/contacts/contact-file.ts";
import { importContacts } from "../../electron/main/adapters/contacts/import-contacts.ts";
import { openDatabase } from "../../electron/main/adapters/sqlite/open-database.ts";
import { ownMigrations } from "../../electron/main/adapters/sqlite/own-migrations.ts";
import { SqliteSourceStore } from "../../electron/main/adapters/sqlite/sqlite-source-store.ts";
import type { Enrolment } from "../../electron/main/ports/enrolment-source.ts";
import type { Settings } from "../../electron/main/ports/settings-store.ts";
import type { Contact } from "../simulator/company/contact.ts";

const SOURCE = "customers";

/** @returns a new data folder for the app, in which customers were imported from a file; the caller removes it */
export async function prepareUserData(customers: readonly Contact[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "sidetone-demo-"));
  if (customers.length === 0) return folder;
  const file = join(folder, "Kunder.csv");
  writeFileSync(file, customersCsv(customers));
  mkdirSync(join(folder, "contacts"));
  const path = contactFilePath(join(folder, "contacts"), SOURCE, 1);
  const imported = await importContacts(
    { path, files: [file] },
    () => {},
    () => false,
  );
  if (!imported.ok) throw new Error(`the demo's customers were not imported: ${imported.code} ${imported.detail}`);
  const { contacts, refused, unchanged } = imported;
  const at = Date.now();
  const { database } = openDatabase(join(folder, "own.db"), ownMigrations, new Date(at));
  new SqliteSourceStore(database).put({
    id: SOURCE,
    kind: "file",
    name: "Kunder.csv",
    location: file,
    asOf: at,
    result: { state: "done", at, contacts, refused, unchanged },
  });
  database.close();
  return folder;
}

/** As a Danish accounting program writes it. */
function customersCsv(customers: readonly Contact[]): string {
  const rows = customers.map(({ customerNumber, name, company, numbers, email, note }) => {
    const numberOf = (label: string) => numbers.find((one) => one.label === label)?.number;
    return [customerNumber, name, company, numberOf("kontor"), numberOf("mobil"), email, note];
  });
  const heading = ["Kundenr.", "Navn", "Firma", "Telefon (arbejde)", "Mobiltelefon", "E-mail", "Bemærkninger"];
  return [heading, ...rows]
    .map((row) => row.map((cell = "") => `"${cell.replaceAll('"', '""')}"`).join(";"))
    .join("\r\n");
}

/** Where the app asks the PBX itself, for what it does without the relay. */
export function writeSettings(
  folder: string,
  settings: Pick<Settings, "employeeApiUrl" | "makeCallUrl"> & Partial<Settings>,
): void {
  writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
}

/** Lets the app that starts with this folder pair itself, as an administrator would roll it out. */
export function writeEnrolment(folder: string, enrolment: Enrolment): void {
  writeFileSync(join(folder, "enrolment.json"), JSON.stringify(enrolment), { mode: 0o600 });
}
