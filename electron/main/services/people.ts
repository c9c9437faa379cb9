import type { Person, PersonRow } from "../../../shared/contacts/person.ts";
import { defined } from "../../../shared/defined.ts";
import type { Employee } from "../../../shared/flexfone/types.ts";
import { toDialable } from "../../../shared/phone-numbers/dialable.ts";
import { formatNumber } from "../../../shared/phone-numbers/format.ts";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";
import type { OwnEntry } from "../ports/own-contact-store.ts";
import { colleagueId } from "./colleague-list.ts";
import type { SourceInfo } from "./contact-sources.ts";
import { type EntryNumber, fromOwn, type PersonEntry } from "./person-entries.ts";
import { entryOf, groupOf, type PersonGroupOptions } from "./person-group.ts";

/** Guide, "Medarbejder kaldsmetode": an info field whose value is a colleague's local number. */
const EMPLOYEE_FIELD = 2;

export interface PeopleOptions extends PersonGroupOptions {
  source(id: string): SourceInfo;
}

/** All that is known of one person. */
export interface KnownPerson {
  /** Whose word counts first, first; at least one. */
  entries: [PersonEntry, ...PersonEntry[]];
  /** What the employee wrote about him, whether or not it says more than marks. */
  own: readonly OwnEntry[];
}

/** Persons, put together from the entries of all sources when one is asked for; nothing is merged on disk. */
export class People {
  readonly #options: PeopleOptions;

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  /** @param id of any of his entries */
  known(id: string): KnownPerson | undefined {
    const seed = entryOf(id, this.#options);
    if (seed === undefined) return undefined;
    const group = groupOf(seed, this.#options);
    const own = group.flatMap((entry) => entry.own ?? []).sort(byAge);
    const places = new Map(group.map(({ source }) => [source, this.#placeOf(source)]));
    const entries = group
      .filter(({ isMark }) => !isMark)
      .sort((a, b) => (places.get(a.source) ?? 0) - (places.get(b.source) ?? 0) || byId(a, b));
    const [first, ...others] = entries;
    if (first !== undefined) return { entries: [first, ...others], own };
    // His source has lost him: what he was known by is left.
    const [oldest] = own;
    return oldest === undefined ? undefined : { entries: [fromOwn(oldest)], own };
  }

  /** @param id of any of his entries */
  person(id: string): Person | undefined {
    const known = this.known(id);
    return known === undefined ? undefined : this.#person(known);
  }

  /** In one line of a list. @param id of any of his entries */
  row(id: string): PersonRow | undefined {
    const known = this.known(id);
    return known === undefined ? undefined : this.#row(known, this.#numbersOf(known.entries));
  }

  /** The keys (`numberKey`) of all his numbers. @param id of any of his entries */
  numberKeys(id: string): string[] {
    const known = this.known(id);
    if (known === undefined) return [];
    const keys = known.entries.flatMap(({ numbers, employee }) =>
      numbers.flatMap(
        ({ number }) => (employee === undefined ? this.#options.keys.of(number) : numberKey(number)) ?? [],
      ),
    );
    return [...new Set(keys)];
  }

  #person(known: KnownPerson): Person {
    const { entries, own } = known;
    const allNumbers = this.#numbersOf(entries);
    const contacts = entries.map(({ contact }) => contact);
    const employee = entries.find((entry) => entry.employee !== undefined)?.employee;
    const ownNote = own
      .map(({ note }) => note)
      .filter((note) => note.trim() !== "")
      .join("\n\n");
    return {
      ...this.#row(known, allNumbers),
      allNumbers,
      emails: once(
        contacts.flatMap(({ emails }) => emails),
        (email) => email.toLowerCase(),
      ),
      categories: once(
        contacts.flatMap(({ categories }) => categories ?? []),
        (category) => category.toLowerCase(),
      ),
      notes: entries.flatMap(({ source, contact: { note } }) =>
        note === undefined || note.trim() === "" ? [] : [{ source, text: note }],
      ),
      origins: entries.map((entry) => this.#origin(entry)),
      ...defined({
        address: firstOf(contacts, "address"),
        customerNumber: firstOf(contacts, "customerNumber"),
        website: firstOf(contacts, "website"),
        ownNote: ownNote === "" ? undefined : ownNote,
        colleague: employee === undefined ? undefined : this.#colleague(employee),
      }),
    };
  }

  #row({ entries, own }: KnownPerson, numbers: Person["allNumbers"]): PersonRow {
    const [first] = entries;
    const contacts = entries.map(({ contact }) => contact);
    const isColleague = entries.some(({ employee }) => employee !== undefined);
    const dialled = numbers.find(({ dialable, label }) => dialable && label !== "fax");
    const company = firstOf(contacts, "company");
    return {
      id: first.id,
      kind: isColleague ? "colleague" : first.own === undefined ? "contact" : "own",
      isCompany: first.contact.kind === "company",
      name: first.contact.name,
      numbers: numbers.length,
      sources: [...new Set(entries.map(({ source }) => source))],
      favourite: own.some(({ favourite }) => favourite),
      vip: own.some(({ vip }) => vip),
      blocked: own.some(({ blocked }) => blocked),
      ...defined({
        company: company === first.contact.name ? undefined : company,
        department: firstOf(contacts, "department"),
        title: firstOf(contacts, "title"),
        number: dialled?.number,
        displayNumber: dialled?.displayNumber,
      }),
    };
  }

  /** Each once, as whoever counts first writes it. */
  #numbersOf(entries: readonly PersonEntry[]): Person["allNumbers"] {
    const all = new Map<string, Person["allNumbers"][number]>();
    for (const { source, numbers } of entries) {
      for (const entryNumber of numbers) {
        const { number, label, customLabel } = entryNumber;
        const key = numberKey(number) ?? number;
        const known = all.get(key);
        if (known !== undefined) {
          if (!known.sources.includes(source)) known.sources.push(source);
          continue;
        }
        all.set(key, { number, label, ...shown(entryNumber), sources: [source], ...defined({ customLabel }) });
      }
    }
    return [...all.values()];
  }

  #origin({ id, source, contact }: PersonEntry): Person["origins"][number] {
    const { name, kind, asOf } = this.#options.source(source);
    return {
      id,
      source,
      sourceName: name,
      sourceKind: kind,
      name: contact.name,
      ...defined({ company: contact.company, asOf }),
    };
  }

  #colleague({ localNumber, departments, phones, info }: Employee): NonNullable<Person["colleague"]> {
    return {
      localNumber,
      departments: departments.map(({ name }) => name),
      phones: phones.map((phone) => ({ localNumber: phone.localNumber, name: phone.name })),
      info: info.map(({ type, label, value }) => {
        const named = type === EMPLOYEE_FIELD ? this.#options.colleagues.byLocalNumber(value.trim()) : undefined;
        return { label, value, ...(named === undefined ? {} : { employee: linkTo(named) }) };
      }),
    };
  }

  /** Own entries, colleagues, then sources in their order. */
  #placeOf(source: string): number {
    if (source === "own") return -2;
    return source === "colleagues" ? -1 : this.#options.source(source).place;
  }
}

function linkTo(employee: Employee): { id: string; name: string; localNumber: string } {
  return { id: colleagueId(employee), name: employee.name, localNumber: employee.localNumber };
}

function shown({ number }: EntryNumber): { displayNumber: string; dialable: boolean } {
  return { displayNumber: formatNumber(number) ?? number, dialable: toDialable(number).ok };
}

function byAge(a: OwnEntry, b: OwnEntry): number {
  return Number(a.contact === undefined) - Number(b.contact === undefined) || a.createdAt - b.createdAt || byId(a, b);
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function firstOf<Key extends "address" | "customerNumber" | "website" | "company" | "department" | "title">(
  contacts: readonly { [Name in Key]?: string }[],
  key: Key,
): string | undefined {
  return contacts.map((contact) => contact[key]).find((value) => value !== undefined && value !== "");
}

function once(texts: readonly string[], keyOf: (text: string) => string): string[] {
  const seen = new Map<string, string>();
  for (const text of texts) if (!seen.has(keyOf(text))) seen.set(keyOf(text), text);
  return [...seen.values()];
}
