import { nameKey } from "../../../shared/contacts/same-name.ts";
import type { Employee } from "../../../shared/flexfone/types.ts";
import type { OwnContactStore, OwnEntry } from "../ports/own-contact-store.ts";
import { colleagueId } from "./colleague-list.ts";
import type { NumberKeys } from "./number-keys.ts";

/** What the employee wrote about people: all of it in memory, for looking up, and on disk before anything shows it. */
export class OwnContacts {
  readonly #store: OwnContactStore;
  readonly #keys: NumberKeys;
  readonly #byId = new Map<string, OwnEntry>();
  /** Several only of a local number that one colleague had after another. */
  readonly #byAbout = new Map<string, OwnEntry[]>();
  readonly #byNumber = new Map<string, OwnEntry[]>();
  readonly #byEmail = new Map<string, OwnEntry[]>();

  constructor(store: OwnContactStore, keys: NumberKeys) {
    this.#store = store;
    this.#keys = keys;
    for (const entry of store.all()) this.#add(entry);
  }

  /** In the order in which they were made. */
  get all(): readonly OwnEntry[] {
    return [...this.#byId.values()];
  }

  get isEmpty(): boolean {
    return this.#byId.size === 0;
  }

  byId(id: string): OwnEntry | undefined {
    return this.#byId.get(id);
  }

  /** What he wrote about an entry of a source; about colleagues, ask `aboutColleague`. */
  about(id: string): OwnEntry | undefined {
    return this.#byAbout.get(id)?.[0];
  }

  /** What he wrote about a colleague: not about another who had the local number before him. */
  aboutColleague(employee: Employee): OwnEntry | undefined {
    return this.#byAbout.get(colleagueId(employee))?.find((entry) => this.isAbout(entry, employee));
  }

  /** Whether it is this colleague whom an entry about his local number means, by name or a number from outside. */
  isAbout({ about }: OwnEntry, employee: Employee): boolean {
    if (about?.id !== colleagueId(employee)) return false;
    if (nameKey(about.name) === nameKey(employee.name)) return true;
    const keys = new Set(about.numbers.map((number) => this.#keys.of(number)).filter((key) => key !== undefined));
    return employee.phoneNumbers.some(({ number }) => keys.has(this.#keys.of(number) ?? ""));
  }

  /** Entries with that number, and entries about somebody who had it when he was last seen. */
  byNumber(key: string): readonly OwnEntry[] {
    return this.#byNumber.get(key) ?? [];
  }

  byEmail(email: string): readonly OwnEntry[] {
    return this.#byEmail.get(email.toLowerCase()) ?? [];
  }

  /** @throws where the disk does not take it; then everything is as it was */
  write({ put = [], remove = [] }: { put?: readonly OwnEntry[]; remove?: readonly string[] }): void {
    if (put.length === 0 && remove.length === 0) return;
    this.#store.write({ put, remove });
    for (const id of remove) this.#forget(id);
    // All of them first: one may be about somebody whom another was about.
    for (const { id } of put) this.#forget(id, true);
    for (const entry of put) this.#add(entry);
  }

  #add(entry: OwnEntry): void {
    this.#byId.set(entry.id, entry);
    if (entry.about !== undefined) append(this.#byAbout, entry.about.id, entry);
    for (const key of this.#keysOf(entry)) append(this.#byNumber, key, entry);
    for (const email of emailsOf(entry)) append(this.#byEmail, email, entry);
  }

  /** @param keepsPlace it comes back changed, and stays where it is in the order */
  #forget(id: string, keepsPlace = false): void {
    const entry = this.#byId.get(id);
    if (entry === undefined) return;
    if (!keepsPlace) this.#byId.delete(id);
    if (entry.about !== undefined) take(this.#byAbout, entry.about.id, entry);
    for (const key of this.#keysOf(entry)) take(this.#byNumber, key, entry);
    for (const email of emailsOf(entry)) take(this.#byEmail, email, entry);
  }

  #keysOf({ contact, about }: OwnEntry): Set<string> {
    const written = [...(contact?.numbers.map(({ number }) => number) ?? []), ...(about?.numbers ?? [])];
    return new Set(written.flatMap((number) => this.#keys.of(number) ?? []));
  }
}

function emailsOf({ contact }: OwnEntry): Set<string> {
  return new Set(contact?.emails.map((email) => email.toLowerCase()));
}

function append(map: Map<string, OwnEntry[]>, key: string, entry: OwnEntry): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [entry]);
  else there.push(entry);
}

function take(map: Map<string, OwnEntry[]>, key: string, entry: OwnEntry): void {
  const left = map.get(key)?.filter((one) => one !== entry) ?? [];
  if (left.length === 0) map.delete(key);
  else map.set(key, left);
}
