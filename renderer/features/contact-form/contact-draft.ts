import type { OwnContact, Person } from "../../../shared/contacts/person.ts";

export type OwnLabel = OwnContact["numbers"][number]["label"];
export const ownLabels = ["mobile", "work", "main", "home", "fax", "other"] as const satisfies readonly OwnLabel[];

/** What stands in the form: like the contact it becomes, and with rows that are still empty. */
export interface ContactDraft extends Omit<OwnContact, "numbers" | "emails"> {
  numbers: { key: number; number: string; label: OwnLabel; customLabel?: string | undefined }[];
  emails: { key: number; email: string }[];
}

type DraftProblem = "nameMissing" | "numberWrong" | "numberTwice" | "emailWrong";

/** What is wrong, by field: `name`, `number 2`, `email 1` with the key of the row. */
export type DraftProblems = ReadonlyMap<string, DraftProblem>;

const EMPTY: OwnContact = {
  name: "",
  isCompany: false,
  company: "",
  department: "",
  title: "",
  numbers: [],
  emails: [],
  address: "",
  customerNumber: "",
  website: "",
  note: "",
};

/** Always with a row to type a number in. */
export function draftOf(contact: Partial<OwnContact>): ContactDraft {
  const { numbers, emails, ...texts } = { ...EMPTY, ...contact };
  const rows = numbers.length === 0 ? [{ number: "", label: "mobile" as const }] : numbers;
  return {
    ...texts,
    numbers: rows.map((row, key) => ({ key, ...row })),
    emails: emails.map((email, key) => ({ key, email })),
  };
}

/** What the employee has written himself, or where that is nothing, whom it is about. */
export function draftAbout(person: Person): ContactDraft {
  const note = person.ownNote ?? "";
  if (person.own !== undefined) return draftOf({ ...person.own, note });
  const { name, isCompany, company = "" } = person;
  return draftOf({ name, isCompany, company, note });
}

export function isSameDraft(a: ContactDraft, b: ContactDraft): boolean {
  return JSON.stringify(contactOf(a)) === JSON.stringify(contactOf(b));
}

/** Rows without anything in them are none. */
export function contactOf(draft: ContactDraft): OwnContact {
  const { numbers, emails, ...texts } = draft;
  return {
    ...texts,
    name: texts.name.trim(),
    // A company is its own.
    company: texts.isCompany ? "" : texts.company,
    numbers: numbers
      .filter(({ number }) => number.trim() !== "")
      .map(({ number, label, customLabel }) => ({
        number: number.trim(),
        label,
        ...(customLabel === undefined ? {} : { customLabel }),
      })),
    emails: emails.map(({ email }) => email.trim()).filter((email) => email !== ""),
  };
}

export function problemsOf(draft: ContactDraft): DraftProblems {
  const problems = new Map<string, DraftProblem>();
  if (draft.name.trim() === "") problems.set("name", "nameMissing");
  const seen = new Set<string>();
  for (const { key, number } of draft.numbers) {
    if (number.trim() === "") continue;
    const digits = number.replace(/\D/g, "");
    if (!isNumberLike(number)) problems.set(`number ${key}`, "numberWrong");
    else if (seen.has(digits)) problems.set(`number ${key}`, "numberTwice");
    seen.add(digits);
  }
  for (const { key, email } of draft.emails) {
    if (email.trim() !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()))
      problems.set(`email ${key}`, "emailWrong");
  }
  return problems;
}

/** Three to twenty digits in any grouping, as one writes them; codes of the PBX have stars and hashes. */
function isNumberLike(text: string): boolean {
  const digits = text.replace(/\D/g, "").length;
  return digits >= 3 && digits <= 20 && /^[\d\s()+./*#\-‐‑–]+$/u.test(text.trim());
}
