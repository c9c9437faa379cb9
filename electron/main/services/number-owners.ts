import { nameKey } from "../../../shared/contacts/same-name.ts";
import type { Employee } from "../../../shared/flexfone/types.ts";
import type { ContactIndex, IndexedContact, NumberHit } from "../ports/contact-index.ts";
import type { OwnEntry } from "../ports/own-contact-store.ts";
import { type ColleagueList, colleagueId, type ListedColleague } from "./colleague-list.ts";
import { howWritten } from "./how-written.ts";
import type { NumberKeys } from "./number-keys.ts";
import type { OwnContacts } from "./own-contacts.ts";

/** One of those who have a number: all that is said of him where that number stands, and what the employee wrote. */
export interface NumberOwner {
  own: OwnEntry[];
  employee?: Employee;
  /** In the order of sources. */
  hits: NumberHit[];
  /** Of the first of them; -1 where no source has him. */
  place: number;
}

export interface NumberOwnersOptions {
  contacts: ContactIndex;
  colleagues: ColleagueList;
  own: OwnContacts;
  keys: NumberKeys;
}

/**
 * Who has a subscriber's number or short code. Entries with the same name are one person; so is an own entry and whom it
 * is about.
 *
 * @param limit of the sources' entries, and of the colleagues, that are looked at
 * @returns each once, in no order; `more`: how many entries were not looked at
 */
export function ownersOf(
  key: string,
  limit: number,
  { contacts, colleagues, own, keys }: NumberOwnersOptions,
): { owners: NumberOwner[]; more: number } {
  const { hits, more } = contacts.byNumber(key, limit);
  const listed = colleagues.byNumber(key);
  const owners = new Owners(own);
  for (const [place, hit] of hits.entries()) owners.addHit(hit, place);
  // A main number may be listed at all employees of a large company.
  for (const one of listed.slice(0, limit)) owners.addEmployee(one);
  let others = more + Math.max(0, listed.length - limit);
  if (own.isEmpty) return { owners: owners.all, more: others };

  for (const entry of own.byNumber(key)) {
    if (owners.addOwn(entry)) continue;
    const about = entry.about?.id ?? "";
    // Whom he marked is looked at however many have the number.
    const hit = hitOf(contacts.byId(about), key, keys);
    const colleague = listed.find(({ employee }) => own.isAbout(entry, employee));
    if (hit !== undefined) owners.addHit(hit, limit);
    if (colleague !== undefined) owners.addEmployee(colleague);
    if (hit !== undefined || colleague !== undefined) {
      owners.addOwn(entry);
      others = Math.max(0, others - 1);
      continue;
    }
    // What he was known by counts only while nobody knows better.
    const employee = colleagues.byId(about);
    const isThere = employee === undefined ? contacts.byId(about) !== undefined : own.isAbout(entry, employee);
    if (hasNumber(entry, key, keys) || !isThere) owners.addNew(entry);
  }
  for (const owner of owners.all) {
    for (const entry of writtenAbout(owner, own, keys)) owners.addOwn(entry);
  }
  return { owners: owners.all, more: others };
}

/** Whether it is the employee who says that the number is his. */
function hasNumber({ contact }: OwnEntry, key: string, keys: NumberKeys): boolean {
  return contact?.numbers.some(({ number }) => keys.of(number) === key) === true;
}

function hitOf(entry: IndexedContact | undefined, key: string, keys: NumberKeys): NumberHit | undefined {
  const number = entry?.contact.numbers.find((one) => keys.of(one.number) === key);
  return entry === undefined || number === undefined
    ? undefined
    : { entry, ...number, how: howWritten(number.number, key) };
}

/** Own entries about one of his, and those of his name with another of his numbers. */
function writtenAbout({ hits, employee }: NumberOwner, own: OwnContacts, keys: NumberKeys): OwnEntry[] {
  const about = hits.flatMap(({ entry }) => own.about(entry.id) ?? []);
  const aboutColleague = employee === undefined ? undefined : own.aboutColleague(employee);
  if (aboutColleague !== undefined) about.push(aboutColleague);
  const named = hits.flatMap(({ entry }) => {
    const name = nameKey(entry.contact.name);
    if (name === undefined) return [];
    return entry.contact.numbers
      .flatMap(({ number }) => own.byNumber(keys.of(number) ?? ""))
      .filter((one) => namesOf(one).includes(name));
  });
  return [...about, ...named];
}

/** The names by which an own entry's person is known, for comparing. */
export function namesOf({ contact, about }: OwnEntry): string[] {
  return [contact?.name, about?.name].flatMap((name) => (name === undefined ? [] : (nameKey(name) ?? [])));
}

class Owners {
  readonly #all = new Set<NumberOwner>();
  readonly #byName = new Map<string, NumberOwner>();
  readonly #byId = new Map<string, NumberOwner>();
  readonly #own: OwnContacts;

  constructor(own: OwnContacts) {
    this.#own = own;
  }

  get all(): NumberOwner[] {
    return [...this.#all];
  }

  addHit(hit: NumberHit, place: number): void {
    const owner = this.#named(hit.entry.contact.name);
    if (owner.hits.length === 0) owner.place = place;
    owner.hits.push(hit);
    this.#byId.set(hit.entry.id, owner);
  }

  addEmployee({ employee, hasNamesake }: ListedColleague): void {
    const owner = hasNamesake ? this.#new() : this.#named(employee.name);
    owner.employee = employee;
    this.#byId.set(colleagueId(employee), owner);
  }

  /** @returns false where it is about none of those who are here, and has none of their names */
  addOwn(entry: OwnEntry): boolean {
    const meant = new Set<NumberOwner>();
    const about = entry.about === undefined ? undefined : this.#byId.get(entry.about.id);
    if (about !== undefined && this.#isAbout(entry, about)) meant.add(about);
    for (const name of namesOf(entry)) {
      const named = this.#byName.get(name);
      if (named !== undefined) meant.add(named);
    }
    const [first, ...others] = meant;
    if (first === undefined) return false;
    for (const other of others) this.#join(first, other);
    if (!first.own.includes(entry)) first.own.push(entry);
    return true;
  }

  #isAbout(entry: OwnEntry, { employee, hits }: NumberOwner): boolean {
    const isOfSource = hits.some((hit) => hit.entry.id === entry.about?.id);
    return isOfSource || employee === undefined || this.#own.isAbout(entry, employee);
  }

  addNew(entry: OwnEntry): void {
    const owner = this.#new();
    owner.own.push(entry);
    for (const name of namesOf(entry)) this.#byName.set(name, owner);
  }

  #named(written: string): NumberOwner {
    const name = nameKey(written);
    const known = name === undefined ? undefined : this.#byName.get(name);
    if (known !== undefined) return known;
    const owner = this.#new();
    if (name !== undefined) this.#byName.set(name, owner);
    return owner;
  }

  #new(): NumberOwner {
    const owner: NumberOwner = { own: [], hits: [], place: -1 };
    this.#all.add(owner);
    return owner;
  }

  /** The employee's own entry says that two names are one person. */
  #join(owner: NumberOwner, other: NumberOwner): void {
    this.#all.delete(other);
    if (owner.hits.length === 0 || (other.hits.length > 0 && other.place < owner.place)) owner.place = other.place;
    owner.hits.push(...other.hits);
    owner.own.push(...other.own.filter((entry) => !owner.own.includes(entry)));
    if (owner.employee === undefined && other.employee !== undefined) owner.employee = other.employee;
    for (const [name, one] of this.#byName) if (one === other) this.#byName.set(name, owner);
    for (const [id, one] of this.#byId) if (one === other) this.#byId.set(id, owner);
  }
}
