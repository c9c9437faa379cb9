import type { Contact } from "../../../shared/contacts/contact.ts";
import type { OwnContact } from "../../../shared/contacts/person.ts";
import { defined } from "../../../shared/defined.ts";
import type { Clock } from "../ports/clock.ts";
import type { About, OwnEntry } from "../ports/own-contact-store.ts";
import type { Random } from "../ports/random.ts";
import { failed, type Outcome, succeeded } from "./failure.ts";
import type { OwnContacts } from "./own-contacts.ts";
import type { KnownPerson, People } from "./people.ts";
import type { PersonEntry } from "./person-entries.ts";

/** What of the employee's marks is to change; what is left out stays. */
export interface Marks {
  favourite?: boolean;
  vip?: boolean;
  blocked?: boolean;
  note?: string;
}

export interface OwnWritingOptions {
  people: People;
  own: OwnContacts;
  clock: Clock;
  random: Random;
}

/**
 * What the employee writes about people. About somebody whom a source has, it is kept beside what the source says, and
 * goes when nothing is left in it.
 */
export class OwnWriting {
  readonly #options: OwnWritingOptions;

  constructor(options: OwnWritingOptions) {
    this.#options = options;
  }

  /** @param about an id of the person; absent for somebody new */
  save(about: string | undefined, written: OwnContact): Outcome<{ id: string }> {
    const { people, own } = this.#options;
    const known = about === undefined ? undefined : people.known(about);
    if (about !== undefined && known === undefined) return noSuchContact();
    const entry = known === undefined ? this.#newEntry() : { ...linked(known), ...this.#entryFor(known) };
    own.write({ put: [this.#changed({ ...entry, contact: toContact(written), note: written.note.trim() })] });
    return { ok: true, value: { id: this.#idOf(entry.id) } };
  }

  mark(id: string, marks: Marks): Outcome<{ id: string }> {
    const { people, own } = this.#options;
    const known = people.known(id);
    if (known === undefined) return noSuchContact();
    const first = this.#entryFor(known);
    // What is taken away goes from all that he wrote; what is new is written in one place.
    const others = known.own
      .filter((entry) => entry.id !== first.id)
      .map((entry) => ({
        ...entry,
        favourite: entry.favourite && marks.favourite !== false,
        vip: entry.vip && marks.vip !== false,
        blocked: entry.blocked && marks.blocked !== false,
        note: marks.note === undefined ? entry.note : "",
      }));
    const entries = [
      {
        ...first,
        ...defined({ favourite: marks.favourite, vip: marks.vip, blocked: marks.blocked, note: marks.note?.trim() }),
      },
      ...others,
    ];
    own.write({
      put: entries.filter((entry) => !isEmpty(entry)).map((entry) => this.#changed(entry)),
      remove: entries.filter(isEmpty).map((entry) => entry.id),
    });
    const still = known.entries.find((entry) => people.known(entry.id) !== undefined)?.id ?? id;
    return { ok: true, value: { id: this.#idOf(still) } };
  }

  /** All that he wrote about a person. @param id of any of his entries */
  remove(id: string): Outcome<undefined> {
    const { people, own } = this.#options;
    const known = people.known(id);
    if (known === undefined || known.own.length === 0) return noSuchContact();
    own.write({ remove: known.own.map((entry) => entry.id) });
    return succeeded();
  }

  /** Where it is written what he says about a person. */
  #entryFor({ entries, own }: KnownPerson): OwnEntry {
    const [written] = own;
    if (written !== undefined) return written;
    return { ...this.#newEntry(), ...linked({ entries }) };
  }

  #newEntry(): OwnEntry {
    const { clock, random } = this.#options;
    const now = clock.now();
    const id = `own:${random.id()}`;
    return { id, note: "", favourite: false, vip: false, blocked: false, createdAt: now, changedAt: now };
  }

  #changed(entry: OwnEntry): OwnEntry {
    return { ...entry, changedAt: this.#options.clock.now() };
  }

  /** The id by which he is known now. */
  #idOf(id: string): string {
    return this.#options.people.known(id)?.entries[0].id ?? id;
  }
}

/** With whom in a source it is, so that he stays the same person under another name or number; absent for nobody. */
function linked({ entries }: Pick<KnownPerson, "entries">): { about?: About } {
  const [first, ...others] = entries.filter(({ own }) => own === undefined);
  return first === undefined ? {} : { about: aboutOf(first, others) };
}

/** Whom something is about, as he is known now. @param others what else is known of him */
export function aboutOf(first: PersonEntry, others: readonly PersonEntry[]): About {
  const numbers = [first, ...others].flatMap((entry) => entry.numbers.map(({ number }) => number));
  return {
    id: first.id,
    name: first.contact.name,
    numbers: [...new Set(numbers)].sort(),
    ...defined({ company: first.contact.company }),
  };
}

function isEmpty({ contact, note, favourite, vip, blocked }: OwnEntry): boolean {
  return contact === undefined && note === "" && !favourite && !vip && !blocked;
}

function noSuchContact(): Outcome<never> {
  return failed("no-such-contact", "there is nobody with this id");
}

/** Fields that were left empty are none; what he notes is kept beside it. */
function toContact({ name, isCompany, numbers, emails, ...texts }: OwnContact): Contact {
  const { company, department, title, address, customerNumber, website } = texts;
  const filled = { company, department, title, address, customerNumber, website };
  return {
    kind: isCompany ? "company" : "person",
    name,
    numbers: numbers.map(({ number, label, customLabel }) => ({
      number,
      label,
      ...(customLabel === undefined || customLabel === "" ? {} : { customLabel }),
    })),
    emails,
    ...Object.fromEntries(Object.entries(filled).filter(([, text]) => text !== "")),
  };
}
