import fc from "fast-check";
import type { Contact, ContactNumber } from "../../../shared/contacts/contact.ts";

/** Words with all that needs care in a file: signs of the formats, Danish letters, characters of two UTF-16 units. */
const word = fc.string({
  unit: fc.constantFrom(..."abcxyzæøåÆØÅéüß,;:\\\"'=.-&/|()😀漢"),
  minLength: 1,
  maxLength: 12,
});
/** A line as it is kept: one space at a time, and something to read in it. */
const line = fc
  .array(word, { minLength: 1, maxLength: 5 })
  .map((words) => words.join(" ").normalize("NFC"))
  .filter((text) => /[\p{L}]{2}/u.test(text) && !/^["'=@]/.test(text));

const lines = fc.array(line, { minLength: 1, maxLength: 4 }).map((all) => all.join("\n"));

const digits = fc.oneof(
  fc.stringMatching(/^[2-9]\d{7}$/),
  fc.stringMatching(/^\+45[2-9]\d{7}$/),
  fc.stringMatching(/^\+[1-9]\d{8,12}$/),
  fc.stringMatching(/^[2-9]\d( \d\d){3}$/),
  fc.stringMatching(/^[1-9]\d{2,4}$/),
);

const label = fc.constantFrom<ContactNumber["label"]>("main", "work", "mobile", "home", "fax", "other");

/** Contacts of which nothing is lost on the way through a file. */
export function someContact(withCustomLabels: boolean): fc.Arbitrary<Contact> {
  const number = fc
    .record(
      { number: digits, label, customLabel: fc.constantFrom("Sommerhus", 'Ærøfærgen; "kajen"', "Lager 2") },
      { requiredKeys: ["number", "label"] },
    )
    .map((one) => (withCustomLabels ? one : { number: one.number, label: one.label }));
  const email = fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z]{2,8}$/));
  return fc
    .record(
      {
        uid: fc.stringMatching(/^[a-z0-9:-]{1,40}[a-z0-9]$/),
        given: line,
        family: line,
        isCompany: fc.boolean(),
        company: line,
        department: line,
        title: line,
        numbers: fc.uniqueArray(number, {
          minLength: 1,
          maxLength: 5,
          selector: (one) => one.number.replaceAll(" ", "").replace(/^\+45/, ""),
        }),
        emails: fc.uniqueArray(
          email.map(([name, host]) => `${name}@${host}.example`),
          { maxLength: 3 },
        ),
        address: line
          .map((text) => text.replaceAll(",", ""))
          .filter((text) => text.trim() === text && !/ {2}/.test(text) && text !== ""),
        customerNumber: fc.stringMatching(/^[A-Z]?[1-9]\d{0,6}$/),
        website: fc.constantFrom("https://nordlys.example/a?b=c;d,e", "www.nordlys.example"),
        categories: fc.uniqueArray(fc.constantFrom("Kunder", "Jylland", "Ærø", "VIP"), { minLength: 1 }),
        note: lines,
      },
      { requiredKeys: ["given", "isCompany", "numbers", "emails"] },
    )
    .map(({ given, family, isCompany, ...others }): Contact => {
      if (isCompany) return { kind: "company", name: given, ...others };
      const told = family === undefined || family.includes(", ") ? {} : { familyFirst: `${family}, ${given}` };
      return { kind: "person", name: family === undefined ? given : `${given} ${family}`, ...told, ...others };
    });
}
