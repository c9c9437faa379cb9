import { hash } from "node:crypto";
import type { Contact } from "../../../../shared/contacts/contact.ts";

/** As many bits as a JavaScript number holds exactly. Of a million contacts two have one key once in 18,000 files. */
const HEX_DIGITS = 13;

/**
 * What a contact is known by as long as its source has it: its UID, else its name, company and numbers, so that a file that is
 * imported again has the same contacts. 52 bits.
 */
export function contactKey(contact: Contact): number {
  const { uid, name, company, numbers, emails } = contact;
  const text =
    uid === undefined
      ? JSON.stringify([
          name,
          company ?? "",
          numbers.map(({ number }) => number.replace(/[^\d+*#]/g, "")).sort(),
          emails,
        ])
      : `uid:${uid}`;
  return hashOf(text);
}

/** Changes with anything in a contact; those of all are added, so that their order does not matter. 52 bits. */
export function contactFingerprint(body: string): number {
  return hashOf(body);
}

/** An e-mail address as it is looked up. 52 bits. */
export function emailKey(email: string): number {
  return hashOf(email.trim().toLowerCase());
}

function hashOf(text: string): number {
  return Number.parseInt(hash("sha1", text, "hex").slice(0, HEX_DIGITS), 16);
}
