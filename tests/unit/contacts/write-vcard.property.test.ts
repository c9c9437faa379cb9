import fc from "fast-check";
import { expect, it } from "vitest";
import { writeVcard } from "../../../shared/contacts/vcard/write-vcard.ts";
import { itemsOf } from "./items-of.ts";
import { someContact } from "./some-contact.ts";

it("reads back what was written", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someContact(true), { minLength: 1, maxLength: 4 }), async (contacts) => {
      const bytes = new TextEncoder().encode(contacts.map(writeVcard).join(""));
      const items = await itemsOf(bytes, { sizes: [bytes.length] });
      expect(items).toMatchObject(contacts.map((contact) => ({ type: "contact", contact })));
      expect(Array.isArray(items) && items.map((item) => item.type === "contact" && item.contact)).toEqual(contacts);
    }),
    { numRuns: 300 },
  );
});

it("folds at 75 octets, never within a character", () => {
  fc.assert(
    fc.property(someContact(true), (contact) => {
      const encoder = new TextEncoder();
      for (const line of writeVcard(contact).split("\r\n")) {
        expect(encoder.encode(line).length).toBeLessThanOrEqual(75);
        expect(line.isWellFormed()).toBe(true);
      }
    }),
  );
});

it("writes nothing that could pass for another line", () => {
  const card = writeVcard({
    kind: "person",
    name: "A\r\nEND:VCARD\nBEGIN:VCARD\rTEL:112",
    numbers: [{ number: "86515151\nTEL:112", label: "work" }],
    emails: ["a@b.example\r\nTEL:112"],
    note: "første\r\nanden\u0000\u0007",
  });
  expect(card.split("\r\n").filter((line) => /^(?:TEL|END|BEGIN)/.test(line))).toHaveLength(3);
  expect(card).toContain("NOTE:første\\nanden\r\n");
});
