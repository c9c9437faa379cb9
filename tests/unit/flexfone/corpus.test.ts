import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { createFlexfoneClient } from "../../../shared/flexfone/client.ts";
import type { Employee } from "../../../shared/flexfone/types.ts";

const folder = resolve("tests/unit/flexfone/corpus");

const mette: Employee = {
  localNumber: "202",
  name: "Mette Sørensen",
  description: "Kundechef – Århus & Ærø",
  email: "mette@nordlys.example",
  phoneNumbers: [{ number: "+4586515151", lineName: "Hovednummer", belongsTo: "202" }],
  phones: [{ localNumber: "200000", name: "Bordtelefon", type: 1, mac: "00:11:22:33:44:55", belongsTo: "202" }],
  info: [{ type: 2, label: "Sekretær", value: "203" }],
  departments: [
    {
      name: "Salg",
      street: "Søndergade 1",
      zipCode: "8000",
      city: "Århus C",
      cvr: "12345678",
      ean: "5790000123456",
    },
  ],
};
/** ISO-8859-1 has no en dash. */
const metteInLatin1 = { ...mette, description: "Kundechef - Århus & Ærø" };

/** What each file gives: employees, or the kind of error and what its message says. */
const expected: Record<string, readonly Employee[] | readonly [kind: string, says: RegExp]> = {
  "guide-names.json": [mette],
  "guide-names.xml": [mette],
  "lower-case.json": [mette],
  "lower-case.xml": [mette],
  "table-names.json": [mette],
  "table-names.xml": [mette],
  "numbers-as-text.json": [mette],
  "single-object.json": [mette],
  "single-object.xml": [mette],
  "unknown-and-empty.json": [mette],
  "unknown-and-empty.xml": [mette],
  "wrapped.json": [mette],
  "latin1.json": [metteInLatin1],
  "latin1.xml": [metteInLatin1],
  "bom.json": [mette],
  "bom.xml": [mette],
  "utf16.json": [mette],
  "utf16.xml": [mette],
  "cdata.xml": [mette],
  "prefixed.xml": [mette],
  "login-page.html": ["not-understood", /web page/],
  "error-page.html": ["not-understood", /web page/],
  "xhtml-page.html": ["not-understood", /web page/],
  "truncated.json": ["not-understood", /cut off/],
  "truncated.xml": ["not-understood", /cut off/],
  "refusal.json": ["refused", /^Kontoen er spærret$/],
  "refusal.xml": ["refused", /^Kontoen er spærret$/],
  "aspnet-error.json": ["not-understood", /something else/],
  "dtd.xml": ["not-understood", /DTD/],
  "something-else.json": ["not-understood", /something else/],
  // Not nobody: who took them for an empty list would forget all employees.
  "only-text.json": ["not-understood", /something else/],
  "only-text.xml": ["not-understood", /something else/],
  "list-of-texts.json": ["not-understood", /something else/],
  "nothing.txt": ["not-understood", /empty/],
  "plain-text.json": ["not-understood", /neither JSON nor XML/],
};

function clientFor(file: string, contentType: string) {
  const answer = new Response(readFileSync(join(folder, file)), { headers: { "Content-Type": contentType } });
  return createFlexfoneClient({
    baseUrl: "https://pbx.example/api/",
    authorize: (one) => one,
    fetch: async () => answer,
  });
}

describe("answers as PBXs and what stands before them write them", () => {
  it("has an expectation for each file", () => {
    expect(Object.keys(expected).sort()).toEqual(readdirSync(folder).sort());
  });

  // What the header says is often not true.
  const types = ["application/json", "application/xml", "text/html", ""];
  it.each(Object.entries(expected))("%s", async (file, outcome) => {
    for (const type of types) {
      const answer = await clientFor(file, type).employees();
      const [first, second] = outcome;
      if (typeof first === "string") {
        expect(answer).toMatchObject({
          ok: false,
          error: { kind: first, message: expect.stringMatching(second instanceof RegExp ? second : "") },
        });
      } else expect(answer).toEqual({ ok: true, value: outcome });
    }
  });
});
