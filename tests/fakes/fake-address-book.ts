import type { Contact } from "../../shared/contacts/contact.ts";
import { explainMatch } from "../../shared/contacts/explain-match.ts";
import type { MatchReason, OwnContact, Person, PersonRow } from "../../shared/contacts/person.ts";
import { type SearchTerm, searchTerms } from "../../shared/contacts/search-query.ts";
import { sectionOf, sortKey } from "../../shared/contacts/sort-key.ts";
import { defined } from "../../shared/defined.ts";
import type { RequestOutput } from "../../shared/ipc/contract.ts";
import type { ShownCall } from "../../shared/ipc/snapshot.ts";
import type { FakeBridge } from "./fake-bridge.ts";

type List = RequestOutput<"contacts.list">;

/** The people whom a fake main knows: it lists, finds and changes them as far as a window can tell. */
export class FakeAddressBook {
  people: Person[];
  /** With whom is told by the calls' numbers. */
  calls: readonly ShownCall[];
  /** Why a number is taken for somebody; without one, nobody has it. */
  readonly reasons = new Map<string, { id: string; reason: MatchReason }[]>();

  constructor(people: readonly Person[], calls: readonly ShownCall[] = []) {
    this.people = [...people];
    this.calls = calls;
  }

  /** From now on the bridge answers out of this book. */
  answer(bridge: FakeBridge): void {
    const changed = () => bridge.change({ contactsRev: bridge.snapshot.contactsRev + 1 });
    bridge.answer("contacts.list", ({ offset, limit }) => ({ ok: true, value: this.#list(offset, limit) }));
    bridge.answer("contacts.search", ({ text, limit }) => ({ ok: true, value: this.#search(text, limit) }));
    bridge.answer("contacts.person", ({ id }) => ({ ok: true, value: defined({ person: this.#find(id) }) }));
    bridge.answer("contacts.calls", ({ id }) => {
      const numbers = new Set(this.#find(id)?.allNumbers.map(({ number }) => number));
      const calls = this.calls.filter(({ number }) => number !== undefined && numbers.has(number));
      return {
        ok: true,
        value: { calls, answered: this.calls.filter(({ answeredBy }) => answeredBy?.localNumber === id.split(":")[1]) },
      };
    });
    bridge.answer("contacts.matches", ({ number }) => ({
      ok: true,
      value: {
        matches: (this.reasons.get(number) ?? []).flatMap(({ id, reason }) => {
          const person = this.#find(id);
          return person === undefined ? [] : [{ person: rowOf(person), reason }];
        }),
      },
    }));
    bridge.answer("contacts.mark", ({ id, note, ...marks }) => {
      this.people = this.people.map((person) =>
        person.id === id ? { ...person, ...defined(marks), ...defined({ ownNote: note }) } : person,
      );
      changed();
      return { ok: true, value: { id } };
    });
    bridge.answer("contacts.save", ({ about, contact }) => {
      const id = about ?? `own:${this.people.length + 1}`;
      const before = this.#find(id);
      this.people = [...this.people.filter((person) => person.id !== id), personOf(id, contact, before)];
      changed();
      return { ok: true, value: { id } };
    });
    bridge.answer("contacts.deleteOwn", ({ id }) => {
      this.people = this.people.filter((person) => person.id !== id);
      changed();
      return { ok: true, value: undefined };
    });
  }

  #find(id: string): Person | undefined {
    return this.people.find((person) => person.id === id);
  }

  #list(offset: number, limit: number): List {
    const sorted = this.people.toSorted((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1));
    const favourites = sorted.filter(({ favourite }) => favourite);
    const rows = [...favourites, ...sorted];
    const sections: List["sections"] = favourites.length > 0 ? [{ title: "★", offset: 0 }] : [];
    for (const [index, { name }] of sorted.entries()) {
      const title = sectionOf(sortKey(name));
      if (sections.at(-1)?.title !== title) sections.push({ title, offset: favourites.length + index });
    }
    return { rows: rows.slice(offset, offset + limit).map(rowOf), total: rows.length, sections };
  }

  #search(text: string, limit: number): RequestOutput<"contacts.search"> {
    const terms = searchTerms(text);
    const hits = this.people.flatMap((person) => {
      const contact = contactOf(person);
      const found = explainMatch(contact, terms);
      if (terms.some((term) => !isIn(contact, term))) return [];
      return [{ person: rowOf(person), ...found, typo: false }];
    });
    const calls = this.calls.filter(
      ({ caller }) => caller !== undefined && hits.some(({ person }) => person.name === caller.name),
    );
    return { people: hits.slice(0, limit), more: hits.length > limit, calls: calls.slice(0, 3), overtaken: false };
  }
}

function isIn(contact: Contact, term: SearchTerm): boolean {
  const found = explainMatch(contact, [term]);
  return found.nameRanges.length > 0 || found.because !== undefined;
}

function rowOf(person: Person): PersonRow {
  const { id, kind, isCompany, name, company, department, title, number, displayNumber, numbers, sources } = person;
  const { favourite, vip, blocked } = person;
  return {
    ...{ id, kind, isCompany, name, numbers, sources, favourite, vip, blocked },
    ...defined({ company, department, title, number, displayNumber }),
  };
}

function contactOf({
  isCompany,
  name,
  company,
  department,
  title,
  emails,
  allNumbers,
  ownNote,
  ...rest
}: Person): Contact {
  const note = ownNote ?? rest.notes[0]?.text;
  return {
    kind: isCompany ? "company" : "person",
    ...{ name, emails },
    numbers: allNumbers.map(({ number }) => ({ number, label: "other" })),
    ...defined({ company, department, title, note, customerNumber: rest.customerNumber, address: rest.address }),
  };
}

function personOf(id: string, contact: OwnContact, before: Person | undefined): Person {
  const numbers = contact.numbers.map(({ number, label, customLabel }) => ({
    ...{ number, displayNumber: number, label, dialable: true, sources: ["own"] },
    ...defined({ customLabel }),
  }));
  const first = numbers[0];
  return {
    ...{ id, kind: "own", isCompany: contact.isCompany, name: contact.name },
    ...(contact.company === "" ? {} : { company: contact.company }),
    ...defined({ number: first?.number, displayNumber: first?.displayNumber }),
    ...{ numbers: numbers.length, sources: ["own"], favourite: false, vip: false, blocked: false },
    ...{ allNumbers: numbers, emails: contact.emails, categories: [], notes: [], own: contact },
    origins: [{ id, source: "own", sourceName: "", sourceKind: "own", name: contact.name }],
    ...before,
  };
}
