import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { itemsOf, shown } from "./items-of.ts";

const folder = resolve("tests/unit/contacts/corpus");

/** What each file gives, in order; or why it is no list of contacts. `¶` is a line break within a text. */
const expected: Record<string, readonly string[] | string> = {
  "agent.vcf": [
    "1 person Direktør Holm (Holm, Direktør) | work 86515171 | title: Direktør",
    "13 person Næste Mand | other 86515174",
  ],
  "android.vcf": [
    '1 person Lis B Jørgensen (Jørgensen, Lis B) | mobile 20123461, other "Sommerhus" 86515161, other "Kolonihave" 86515162 | lis@jorgensen.example',
    "17 person Taxa | other 70252525",
  ],
  "apple.vcf": [
    '1 person Mette Marie Sørensen (Sørensen, Mette Marie) | mobile +45 20 12 34 56, work 86 51 51 51, main 86515100, fax 86515199, other "Sommerhus" +45 51 52 53 54, work 31 32 33 34 | mette@nordlys.example mms@privat.example | uid: 6d1e2f0a-1c1c-4a55-9d8e-8a4f3f1b2c3d | company: Nordlys A/S | department: Salg | title: Kundechef | address: Søndergade 1, 2. sal, 8000 Århus C, Danmark | website: http://www.nordlys.example | categories: Kunder, Jylland | note: Ringer altid om fredagen, og vil have rabat; men er flink.¶Spørg efter Åse.',
    "42 company Havblik ApS | main +45 86 12 34 56 | uid: havblik | company: Havblik ApS",
  ],
  "bom.vcf": ["1 person Bjørn Sørensen (Sørensen, Bjørn) | work 86515151"],
  "broken.vcf": [
    "1 refused: card-broken: Eksporteret fra Gammelt System",
    "3 refused: card-broken: Uden Slutning",
    "11 refused: card-broken: dette er ingen egenskab",
    "7 person Efter Den | other 86515182 | note: første linje",
    "14 refused: no-number: Uden Nummer",
    "19 refused: no-name: 86515183",
    "26 refused: number-not-understood: ring ikke",
    "23 person Et Godt Og Et Dårligt | mobile 20 12 34 83, mobile 20 12 34 84",
    "29 refused: card-broken: END:VCARD",
    "30 refused: card-broken: Afbrudt",
  ],
  "calendar.vcf": "no-contacts",
  "cr-only.vcf": ["1 person Bjørn Sørensen (Sørensen, Bjørn) | work 86515151"],
  "empty.vcf": "empty",
  "folded-in-character.vcf": ["1 person Bjørn Sørensen | work 86515151"],
  "google.vcf": [
    '1 person Per Jensen (Jensen, Per) | mobile +4520123457, work +45 86 12 34 57, other "Lager" 86 12 34 58 | per@havblik.example | company: Havblik ApS | title: Lagerchef | categories: Leverandører | note: Google-kontakt',
    "15 refused: no-number: kun@mail.example",
  ],
  "ios.vcf": ['1 person Ib Kjær (Kjær, Ib) | home +45 86 51 51 63, mobile "Ibs arbejdsmobil" 20 12 34 63'],
  "latin1.vcf": ["1 person Bjørn Sørensen (Sørensen, Bjørn) | work 86515151"],
  "mixed-encodings.vcf": [
    "1 person Bjørn Sørensen (Sørensen, Bjørn) | work 86515151",
    "7 person Bjørn Sørensen (Sørensen, Bjørn) | work 86515151",
    "13 person Bjørn Sørensen (Sørensen, Bjørn) | work 86515151",
  ],
  "nextcloud.vcf": [
    "1 person Åse Møller (Møller, Åse) | work +4586515160, mobile +4520123460 | aase@soefart.example | uid: 3f5c6a8e-9d5b-4e0e-8a3f-1d2c3b4a5f6e | company: Søfart & Co. | department: Logistik | title: Disponent | address: Havnegade 7, 6700 Esbjerg, Danmark | categories: Kunder",
  ],
  "outlook.vcf": [
    "1 person Søren Ågård (Ågård, Søren) | work +45 (86) 515152, mobile 20 12 34 58, fax 86515198, main 86515100 | soeren@moeller.example | company: Møller & Søn A/S | department: Økonomi | title: Økonomichef | address: Nørregade 5, 8000 Århus C, Danmark | website: http://www.moeller.example | note: Bor på Ærø¶Ring før 10: det er bedst",
  ],
  "picture.vcf": "binary",
  "unfolded-photo.vcf": ["1 person Foto Uden Indrykning | home 86515191", "17 person Foto I En Linje | home 86515192"],
  "uris.vcf": [
    "1 person Ane Holm | work +45-86-51-51-70 ext. 12, mobile +4520123470, fax +45 86 51 51 79 | ane@holm.example | uid: urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6 | website: https://holm.example/ane?x=1",
    "14 company Holm Kommune | main +4586515100",
  ],
  "utf16-big.vcf": ["1 person Bjørn Sørensen (Sørensen, Bjørn) | work 86515151"],
  "utf16.vcf": ["1 person Bjørn Sørensen (Sørensen, Bjørn) | work 86515151"],
  "web-page.vcf": "web-page",
  "archive.csv": "archive",
  "data.csv": "no-contacts",
  "dynamics.csv": [
    "2 person Bo Lund | work +45 86515180 | bo@lund.example | uid: 8da6e5ea-9c3f-ed11-9db0-000d3a3b3b3b | company: Lund Byg | title: Tømrer | address: Byvej 1, 5000 Odense C, Danmark",
  ],
  "e-conomic.csv": [
    "2 person Mette Sørensen | work 86515151 | faktura@nordlys.example | company: Nordlys A/S | address: Søndergade 1, 8000 Aarhus C, Danmark | customerNumber: 1001 | categories: Indland",
    "3 company Havblik ApS | work 86 12 34 56, mobile 20 12 34 57 | company: Havblik ApS | address: Strandvejen 2, 8240 Risskov, Danmark | customerNumber: 1002 | categories: Indland",
    "4 refused: no-number: Uden Telefon I/S",
  ],
  "excel-unicode.csv": [
    "2 person Bjørn Sørensen | work 86515151 | company: Nordlys A/S",
    '3 person Åse "Mulle" Møller | mobile +45 20 12 34 60 | company: Søfart & Co.',
  ],
  "formulas.csv": [
    "2 person Ligmed | work 86515151, mobile 20123456",
    "3 person Apostrof | work +4586515152, mobile +4520123457",
    "4 refused: number-not-understood: 4,58652E+09",
    "4 refused: no-number: Videnskab",
    "5 refused: number-not-understood: @SUM(1+1)*cmd|' /C calc'!A0",
    '5 person =HYPERLINK("http://ond.example";"klik") | work 86515153',
    "6 person Flydende | work 4586515154",
  ],
  "google-new.csv": [
    "2 person Åse Møller (Møller, Åse) | mobile 20 12 34 60, work 86 51 51 60 | aase@soefart.example | company: Søfart & Co. | title: Disponent | categories: Kunder",
    "3 company Havblik ApS | main 86123456 | company: Havblik ApS",
  ],
  "google-old.csv": [
    '2 person Åse Møller (Møller, Åse) | mobile 20123460, mobile +45 20 12 34 61, fax 86515169, other "Sommerhus" 75 12 34 56 | aase@soefart.example aase@privat.example | company: Søfart & Co. | department: Logistik | title: Disponent | address: Havnegade 7, 6700 Esbjerg, Danmark | website: http://soefart.example | categories: Kunder | note: Flink¶og hurtig',
    "5 person Lis Holm (Holm, Lis) | main 86515100",
  ],
  "hubspot.csv": [
    "2 person Bo Lund (Lund, Bo) | work +45 86 51 51 80 | bo@lund.example | uid: 151 | company: Lund Byg | title: Tømrer | address: Odense | website: lund.example",
    "3 person Eva Friis (Friis, Eva) | work +4586515181, mobile +46 70 123 45 67 | eva@friis.example | uid: 201",
  ],
  "letter.csv": "no-contacts",
  "no-heading.csv": [
    "1 person Mette Sørensen | work 86 51 51 51 | mette@nordlys.example | company: Nordlys A/S | address: Søndergade 1, 8000 Aarhus C",
    "2 person Per Jensen | work +45 20123457 | per@havblik.example | company: Havblik ApS | address: Strandvejen 2, 8240 Risskov",
    "3 person Bo Lund | work 86515180",
  ],
  "noise.csv": "binary",
  "number-words.csv": [
    "2 person Flere | work 86515151, work 20123456",
    "3 person Lokal | work 86515152 lok. 12",
    "4 person Ord | work 86515153",
    "5 refused: number-not-understood: ring ikke",
    "5 refused: no-number: Ingen",
    "6 person Kort | work 112",
  ],
  "numbers-only.csv": [
    "1 person Mette Sørensen (Sørensen, Mette) | work 86515151",
    "2 person Per Jensen (Jensen, Per) | work 20123457",
  ],
  "old-workbook.csv": "spreadsheet",
  "other-language.csv": [
    "2 person Aino Virtanen | work +358 9 1234567 | aino@virtanen.example",
    "3 person Eero Korhonen | work +358 9 1234568 | eero@korhonen.example",
  ],
  "outlook-da.csv": [
    '2 person Mette Marie Sørensen (Sørensen, Mette Marie) | fax 86515199, work 86 51 51 51, main 86515100, mobile +45 20 12 34 56 | mette@nordlys.example mms@privat.example | company: Nordlys A/S | department: Salg | title: Kundechef | address: Søndergade 1, 2. sal, 8000 Århus C, Danmark | website: www.nordlys.example | categories: Kunder, Jylland | note: Ringer om fredagen¶og vil have "rabat"',
    "4 company Havblik ApS | main 86123456 | company: Havblik ApS",
    "5 refused: no-number: Uden Nummer",
  ],
  "outlook-en.csv": [
    "2 person Per Jensen (Jensen, Per) | work +44 20 7946 0018, mobile +45 20123457 | per@havblik.example | company: Havblik ApS | department: Stock | title: Manager | address: 1 High Street, London, SW1A 1AA, United Kingdom | customerNumber: 4711 | website: https://havblik.example | categories: Suppliers",
    "3 person Ib Kjær (Kjær, Ib) | home 86515163",
  ],
  "pipedrive.csv": [
    "2 person Bo Lund | work 86515180, work 86515182, mobile 20123480 | bo@lund.example | uid: 7 | company: Lund Byg | categories: Varm",
  ],
  "quotes.csv": [
    '2 refused: row-broken: "Aldrig lukket;Nordlys A/S;86515151',
    '3 person Per Jensen | work 86515152 | company: Firma "Havblik" ApS',
    '4 person Lis "Lisse" Holm | work 86515153 | company: Lund Byg',
    "5 person Over flere linjer | work 86515154",
    "7 refused: row-broken: Bo | Lund | Byg | 86515155",
    '8 refused: row-broken: Ane;"Holm',
    "9 person Ib Kjær | work 86515156",
  ],
  "salesforce-api.csv": [
    "2 person Bo Lund (Lund, Bo) | mobile 20123480, work 86515180 | uid: 0035g00000ABCDE | address: 5000 Odense C",
  ],
  "salesforce.csv": [
    "2 person Bo Lund (Lund, Bo) | work +45 86515180, mobile 20 12 34 80 | bo@lund.example | uid: 0035g00000ABCDE | company: Lund Byg | title: Tømrer | address: Byvej 1, 5000 Odense C, Denmark",
  ],
  "sep-line.csv": ["3 person Sørensen; Bjørn | work 86515151"],
  "spaces.csv": "empty",
  "superoffice.csv": [
    "2 person Bo Lund (Lund, Bo) | work 86515100, work 86515180, mobile 20123480 | bo@lund.example | company: Lund Byg | title: Tømrer | categories: Kunde",
  ],
  "titles-above.csv": [
    "4 company Nordlys A/S | work 86515151 | info@nordlys.example | customerNumber: 7",
    "5 person Lund Byg | work 86515180 | customerNumber: 8",
    "6 refused: no-name: I alt: 2",
  ],
  "uniconta.csv": [
    "2 person Bo Lund | work 86515180, mobile 20123480 | bo@lund.example | company: Lund Byg | address: Byvej 1, Baghuset, 5000 Odense C, Danmark | customerNumber: 10200 | categories: Kunder",
    "3 company Ørsted & Søn A/S | work 75123456 | company: Ørsted & Søn A/S | customerNumber: 10201 | categories: Kunder",
  ],
  "web-table.csv": "spreadsheet",
  "workbook.csv": "spreadsheet",
};

const read = (file: string) => new Uint8Array(readFileSync(join(folder, file)));
const told = (items: Awaited<ReturnType<typeof itemsOf>>) => (typeof items === "string" ? items : items.map(shown));

describe("files as other programs write them", () => {
  it("are all told of here", () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(Object.entries(expected))("%s", async (file, items) => {
    expect(told(await itemsOf(read(file)))).toEqual(items);
  });

  it.each(Object.entries(expected))("%s, which comes in crumbs", async (file, items) => {
    expect(told(await itemsOf(read(file), { sizes: [1, 2, 13] }))).toEqual(items);
  });
});
