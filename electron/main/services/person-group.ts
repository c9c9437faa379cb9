import type { ContactIndex } from "../ports/contact-index.ts";
import type { OwnEntry } from "../ports/own-contact-store.ts";
import type { ColleagueList } from "./colleague-list.ts";
import type { NumberKeys } from "./number-keys.ts";
import type { OwnContacts } from "./own-contacts.ts";
import { fromEmployee, fromOwn, fromSource, type PersonEntry } from "./person-entries.ts";

/** A number or address that more entries have is a company's, and says nothing about who is who. */
const MOST_WITH_IT = 50;
/** A chain of entries that is longer than any person's is cut there. */
const MOST_ENTRIES = 200;

export interface PersonGroupOptions {
  contacts: ContactIndex;
  colleagues: ColleagueList;
  own: OwnContacts;
  keys: NumberKeys;
}

/** An entry by its id, whoever has it. */
export function entryOf(id: string, { contacts, colleagues, own }: PersonGroupOptions): PersonEntry | undefined {
  const written = own.byId(id);
  if (written !== undefined) return fromOwn(written);
  const employee = colleagues.byId(id);
  if (employee !== undefined) return fromEmployee(employee);
  const indexed = contacts.byId(id);
  return indexed === undefined ? undefined : fromSource(indexed);
}

/** Whom an own entry is about, where his source still has him. */
export function entryAbout(entry: OwnEntry, options: PersonGroupOptions): PersonEntry | undefined {
  if (entry.about === undefined) return undefined;
  const found = entryOf(entry.about.id, options);
  return found?.employee === undefined || options.own.isAbout(entry, found.employee) ? found : undefined;
}

/**
 * All entries that are one person: those with a number or e-mail address and the name in common, and own entries with
 * whom they are about; and so on from each of them. The same whichever of them one begins with.
 */
export function groupOf(seed: PersonEntry, options: PersonGroupOptions): PersonEntry[] {
  const found = new Map([[seed.id, seed]]);
  for (const entry of found.values()) {
    for (const other of relatedTo(entry, options)) {
      if (!found.has(other.id) && found.size < MOST_ENTRIES) found.set(other.id, other);
    }
  }
  return [...found.values()];
}

function relatedTo(entry: PersonEntry, options: PersonGroupOptions): PersonEntry[] {
  const { own, keys } = options;
  const related: PersonEntry[] = [];
  const about = entry.own === undefined ? undefined : entryAbout(entry.own, options);
  if (about !== undefined) related.push(about);
  const written = entry.employee === undefined ? own.about(entry.id) : own.aboutColleague(entry.employee);
  if (written !== undefined) related.push(fromOwn(written));
  if (entry.names.length === 0) return related;

  const isNamed = ({ names }: PersonEntry) => names.some((name) => entry.names.includes(name));
  const numbers = [...entry.numbers.map(({ number }) => number), ...(entry.own?.about?.numbers ?? [])];
  for (const key of new Set(numbers.map((number) => keys.of(number)))) {
    if (key !== undefined) related.push(...withNumber(key, entry, options).filter(isNamed));
  }
  for (const email of new Set(entry.contact.emails.map((one) => one.toLowerCase()))) {
    related.push(...withEmail(email, entry, options).filter(isNamed));
  }
  return related;
}

function withNumber(key: string, from: PersonEntry, { contacts, colleagues, own }: PersonGroupOptions): PersonEntry[] {
  const employees = colleagues.byNumber(key);
  if (employees.some(({ employee, hasNamesake }) => hasNamesake && employee === from.employee)) return [];
  const { hits, more } = contacts.byNumber(key, MOST_WITH_IT);
  return [
    ...own.byNumber(key).map(fromOwn),
    ...employees.filter(({ hasNamesake }) => !hasNamesake).map(({ employee }) => fromEmployee(employee)),
    ...(more > 0 ? [] : hits.map(({ entry }) => fromSource(entry))),
  ];
}

function withEmail(email: string, from: PersonEntry, { contacts, colleagues, own }: PersonGroupOptions): PersonEntry[] {
  const employees = colleagues.byEmail(email);
  if (employees.some(({ employee, hasNamesake }) => hasNamesake && employee === from.employee)) return [];
  const indexed = contacts.byEmail(email, MOST_WITH_IT + 1);
  return [
    ...own.byEmail(email).map(fromOwn),
    ...employees.filter(({ hasNamesake }) => !hasNamesake).map(({ employee }) => fromEmployee(employee)),
    ...(indexed.length > MOST_WITH_IT ? [] : indexed.map(fromSource)),
  ];
}
