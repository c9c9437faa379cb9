import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { guessMapping } from "../../../shared/contacts/csv/guess-mapping.ts";
import { headingKey } from "../../../shared/contacts/csv/heading-key.ts";

const folder = resolve("tests/unit/contacts/corpus");
const guessed = (text: string) => guessMapping(new TextEncoder().encode(text));
const fileOf = (name: string) => guessMapping(new Uint8Array(readFileSync(join(folder, name))));

describe("how a CSV file is read, as it is guessed", () => {
  it.each([
    ["outlook-da.csv", ","],
    ["e-conomic.csv", ";"],
    ["excel-unicode.csv", "\t"],
    ["other-language.csv", "|"],
    ["sep-line.csv", ","],
  ])("%s is divided by %j", (file, delimiter) => {
    expect(fileOf(file).mapping.delimiter).toBe(delimiter);
  });

  it("shows the heading and the first rows as they stand there", () => {
    expect(fileOf("sep-line.csv")).toEqual({
      mapping: { delimiter: ",", heading: true, fields: ["name", "number-work"] },
      headings: ["Navn", "Telefon"],
      rows: [["Sørensen; Bjørn", "86515151"]],
    });
    expect(fileOf("numbers-only.csv").headings).toEqual(["", "", ""]);
  });

  it("takes a label's column for that of the number beside it", () => {
    const { mapping } = guessed("Name,Phone 1 - Type,Phone 1 - Value,Address 1 - Type\nMette,Mobile,20123456,Work\n");
    expect(mapping.fields).toEqual(["name", "number-label", "number-other", "ignore"]);
  });

  it("has the company and its contact apart where a list has both", () => {
    expect(guessed("Navn;Kontaktperson;Tlf.\nNordlys;Mette;86515151\n").mapping.fields).toEqual([
      "company",
      "name",
      "number-work",
    ]);
    expect(guessed("Firma;Tlf.\nNordlys;86515151\n").mapping.fields).toEqual(["company", "number-main"]);
  });

  it.each([
    ["Nr.;Navn;Telefon\n7;Mette;86515151\n8;Per;86515152\n", "customer-number"],
    ["Nummer;Navn\n86515151;Mette\n+45 20123456;Per\n", "number-work"],
    ["Konto;Telefon\nNordlys A/S;86515151\nHavblik;86515152\n", "company"],
    ["Id;Navn;Telefon\n1;Mette;86515151\n1;Per;86515152\n", "ignore"],
    ["CVR;Navn;Telefon\n20123456;Mette;86515151\n", "ignore"],
  ])("looks at what stands below a word that means several things: %j", (text, field) => {
    expect(guessed(text).mapping.fields[0]).toBe(field);
  });

  it("takes a first row without a number for one of the others", () => {
    expect(guessed("Bo Lund;\nMette Sørensen;86515151\nPer Jensen;86515152\n").mapping.heading).toBe(false);
    expect(guessed("Nimi;Puhelin\nAino Virtanen;+358 9 1234567\n").mapping.heading).toBe(true);
  });

  it("takes a decimal comma for no column", () => {
    expect(guessed("Navn;Tlf.;Saldo\nMette;86515151;1,50\nPer, Jensen;86515152;2,75\n").mapping.delimiter).toBe(";");
  });

  it("tells lists with the same columns by their heading, however it is written", () => {
    expect(headingKey(["E-mail", "MobilePhone", " Navn "])).toBe(headingKey(["e mail", "Mobile phone", "Navn"]));
    expect(headingKey(["Navn", "Tlf."])).not.toBe(headingKey(["Tlf.", "Navn"]));
    expect(headingKey(["", ""])).not.toBe(headingKey(["", "", ""]));
  });
});
