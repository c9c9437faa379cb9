import type { ShownSource } from "../../shared/contacts/source.ts";
import { NOW } from "./fixture-snapshots.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const ownEntries: ShownSource = { id: "own", kind: "own", name: "", contacts: 12 };

export const colleagueEntries: ShownSource = {
  id: "colleagues",
  kind: "colleagues",
  name: "",
  contacts: 24,
  asOf: NOW - 4 * MINUTE,
};

export const customersFile: ShownSource = {
  id: "kunder",
  kind: "file",
  name: "Kunder 2026",
  location: "/home/anna/Dokumenter/Kunder 2026.csv",
  contacts: 1_234,
  asOf: NOW - 9 * DAY,
  result: { state: "done", at: NOW - 9 * DAY, contacts: 1_234, refused: 3, unchanged: false },
};

export const nextcloud: ShownSource = {
  id: "nextcloud",
  kind: "carddav",
  name: "Nextcloud",
  location: "https://cloud.nordlys.example/remote.php/dav/addressbooks/users/anna/",
  username: "anna",
  contacts: 418,
  asOf: NOW - 23 * MINUTE,
  everyMinutes: 60,
  nextTryAt: NOW + 37 * MINUTE,
  result: { state: "done", at: NOW - 23 * MINUTE, contacts: 418, refused: 0, unchanged: true },
};

/** Its server does not answer. */
export const priceList: ShownSource = {
  id: "leverandoerer",
  kind: "url",
  name: "Leverandører",
  location: "https://lister.nordlys.example/leverandoerer.vcf",
  contacts: 87,
  asOf: NOW - 26 * HOUR,
  everyMinutes: 60,
  nextTryAt: NOW + 2 * MINUTE,
  result: { state: "failed", at: NOW - 2 * MINUTE, code: "unreachable", detail: "HTTP 503" },
};

export const watchedFolder: ShownSource = {
  id: "mappe",
  kind: "watched",
  name: "Adressekartotek",
  location: "/mnt/faelles/Adressekartotek",
  contacts: 40_112,
  asOf: NOW - 3 * DAY,
  result: { state: "done", at: NOW - 3 * DAY, contacts: 40_112, refused: 0, unchanged: false },
};

/** The same, being read. */
export const runningFolder: ShownSource = {
  ...watchedFolder,
  progress: { contacts: 18_400, rate: 12_300, part: 0.44 },
};

const { asOf: _, ...neverRead } = nextcloud;

/** Its password was never accepted. */
export const refusedLogin: ShownSource = {
  ...neverRead,
  id: "icloud",
  name: "iCloud",
  location: "https://contacts.icloud.com/",
  username: "anna@icloud.com",
  contacts: 0,
  nextTryAt: NOW + 6 * HOUR,
  result: { state: "failed", at: NOW - MINUTE, code: "credentials" },
};

/** One of each, in the order that counts. */
export function allSources(): ShownSource[] {
  return [ownEntries, colleagueEntries, customersFile, nextcloud, priceList, runningFolder];
}
