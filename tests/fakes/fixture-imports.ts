import type { ShownSource } from "../../shared/contacts/source.ts";
import type { ImportPreview } from "../../shared/ipc/contact-requests.ts";
import type { RequestOutput } from "../../shared/ipc/contract.ts";
import { sources } from "./fixture-people.ts";
import { NOW } from "./fixture-snapshots.ts";

const HOUR = 3_600_000;

/** Sources in every state that there is. */
export const sourcesOfAllKinds: ShownSource[] = [
  ...sources,
  {
    id: "web",
    kind: "url",
    name: "Leverandører og samarbejdspartnere i hele Norden",
    location: "https://intranet.nordlys.example/eksport/leverandoerer-og-samarbejdspartnere.csv",
    contacts: 96,
    asOf: NOW - 30 * HOUR,
    everyMinutes: 1_440,
    result: { state: "failed", at: NOW - 2 * HOUR, code: "unreachable", detail: "getaddrinfo ENOTFOUND" },
    nextTryAt: NOW + 26 * 60_000,
  },
  {
    id: "crm",
    kind: "file",
    name: "CRM-udtræk",
    location: "C:\\Users\\anna\\Downloads\\crm-udtraek.csv",
    contacts: 0,
    progress: { contacts: 41_250, rate: 18_400, part: 0.41 },
  },
  {
    id: "moved",
    kind: "carddav",
    name: "Kalender og kontakter",
    location: "https://dav.nordlys.example/",
    username: "anna",
    contacts: 0,
    everyMinutes: 60,
    result: { state: "failed", at: NOW - HOUR, code: "credentials" },
  },
];

/** A file of a CRM with a column that nobody can guess. */
export const csvPreview = {
  draft: "d1",
  fileName: "Kunder 2026.csv",
  bytes: 182_400,
  format: "csv",
  csv: {
    mapping: {
      delimiter: ";",
      heading: true,
      fields: ["customer-number", "company", "name", "number-main", "number-mobile", "email", "ignore"],
    },
    headings: ["Debitornr.", "Firmanavn", "Kontaktperson", "Telefon", "Mobil", "E-mail", "Sælgerkode"],
    rows: [
      [
        "4711",
        "Vestas Service A/S",
        "Jens Østergaard",
        "86 51 51 51",
        "20 30 40 50",
        "jens@vestas-service.example",
        "AH",
      ],
      ["4712", "Lund & Søn", "Jens Peter Lund", "", "20 30 40 51", "jpl@lund.example", "AH"],
      ["4713", "Ærø Færgerne", "Birgitte Ærø", "62 52 40 00", "", "", "MJ"],
    ],
    remembered: false,
  },
  contacts: [
    {
      name: "Jens Østergaard",
      company: "Vestas Service A/S",
      numbers: ["86 51 51 51", "20 30 40 50"],
      emails: ["jens@vestas-service.example"],
    },
    { name: "Jens Peter Lund", company: "Lund & Søn", numbers: ["20 30 40 51"], emails: ["jpl@lund.example"] },
    { name: "Birgitte Ærø", company: "Ærø Færgerne", numbers: ["62 52 40 00"], emails: [] },
  ],
  sample: { contacts: 1_284, refused: 7, whole: true },
} satisfies ImportPreview;

export const vcardPreview: ImportPreview = {
  draft: "d2",
  fileName: "iCloud-kontakter.vcf",
  bytes: 48_000,
  format: "vcard",
  contacts: [
    { name: "Camilla Dahl", numbers: ["+46 8 123 456 78"], emails: ["camilla@dahl.example"] },
    { name: "Far", numbers: ["20 11 22 33"], emails: [] },
  ],
  sample: { contacts: 312, refused: 0, whole: false },
  replaces: { source: "icloud", name: "iCloud" },
};

/** What was left out of a source. */
export const report: RequestOutput<"sources.report"> = {
  lines: [
    { line: 17, reason: "no-number", excerpt: "4727;Havnens Fiskehus;;;;;MJ" },
    { line: 93, reason: "number-not-understood", excerpt: "ring til lageret" },
    { line: 214, reason: "row-broken", excerpt: '4911;"Petersen & Co;86 12 12 12' },
    { line: 1_102, reason: "repeated", excerpt: "4711;Vestas Service A/S;Jens Østergaard;86 51 51 51" },
  ],
  total: 7,
};
