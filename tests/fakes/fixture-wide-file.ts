import type { CsvField } from "../../shared/contacts/csv-mapping.ts";
import type { ImportPreview } from "../../shared/ipc/contact-requests.ts";

const columns: readonly (readonly [heading: string, field: CsvField, ...cells: string[]])[] = [
  ["Titel", "ignore"],
  ["Fornavn", "given-name", "Anne-Margrethe Kirstine", "Søren"],
  ["Mellemnavn", "middle-name", "Schiøtz-Lauritzen", ""],
  ["Efternavn", "family-name", "Bang-Christoffersen", "Æbelø"],
  ["Suffiks", "ignore"],
  [
    "Firma",
    "company",
    "Foreningen af Danske Energi- og Forsyningsselskabers Fælles Kundeservicecenter A.m.b.a.",
    "Æbelø VVS",
  ],
  ["Afdeling", "department", "Drift og forsyningssikkerhed", ""],
  ["Stilling", "title", "Afdelingsleder", "Indehaver"],
  ["Gadenavn (arb.)", "street", "Nordhavnsvejen 117, 3. sal", ""],
  ["Telefon (arb.)", "number-work", "+45 86 51 51 51", "62 52 40 00"],
  ["Telefon (arb.) 2", "number-work"],
  ["Mobiltelefon", "number-mobile", "+45 20 30 40 50", ""],
  ["E-mail-adresse", "email", "anne-margrethe.kirstine.schioetz-lauritzen@forsyningsselskaber.example", ""],
  ...Array.from({ length: 79 }, (_, index) => [`Brugerdefineret ${index + 1}`, "ignore"] as const),
];

/** Outlook's 92 columns, of which few hold anything; long names; the columns as they were chosen the last time. */
export const widePreview = {
  draft: "d3",
  fileName: "Kundeservicecentrets-samlede-kontakter-fra-Outlook-eksporteret-2026-05-12.csv",
  bytes: 48_200_000,
  format: "csv",
  csv: {
    mapping: { delimiter: ",", heading: true, fields: columns.map(([, field]) => field) },
    headings: columns.map(([heading]) => heading),
    rows: [2, 3].map((row) => columns.map((column) => column[row] ?? "")),
    remembered: true,
  },
  contacts: [
    {
      name: "Anne-Margrethe Kirstine Schiøtz-Lauritzen Bang-Christoffersen",
      company: "Foreningen af Danske Energi- og Forsyningsselskabers Fælles Kundeservicecenter A.m.b.a.",
      numbers: ["+45 86 51 51 51", "+45 20 30 40 50"],
      emails: ["anne-margrethe.kirstine.schioetz-lauritzen@forsyningsselskaber.example"],
    },
    { name: "Søren Æbelø", company: "Æbelø VVS", numbers: ["62 52 40 00"], emails: [] },
  ],
  sample: { contacts: 1_904, refused: 12, whole: false },
} satisfies ImportPreview;
