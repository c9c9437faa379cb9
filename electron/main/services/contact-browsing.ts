import type { Contact } from "../../../shared/contacts/contact.ts";
import { explainMatch } from "../../../shared/contacts/explain-match.ts";
import type { PersonRow } from "../../../shared/contacts/person.ts";
import { searchTerms } from "../../../shared/contacts/search-query.ts";
import type { RequestOutput } from "../../../shared/ipc/contract.ts";
import type { CallStore } from "../ports/call-store.ts";
import type { ContactBrowser, ExtraEntry, FoundHit } from "../ports/contact-browser.ts";
import { presentCall } from "./call-presenter.ts";
import type { CallerLookup, NumberSuggestion } from "./caller-lookup.ts";
import type { ColleagueList } from "./colleague-list.ts";
import type { LastSpoken } from "./last-spoken.ts";
import type { OwnContacts } from "./own-contacts.ts";
import type { People } from "./people.ts";
import { fromEmployee, fromOwn } from "./person-entries.ts";

/** Entries that are asked for, for each person: most are in one or two sources. */
const ENTRIES_A_PERSON = 2;
/** Calls of so many of the people that were found are shown. */
const PEOPLE_WITH_CALLS = 5;
const MOST_CALLS = 8;
/** One or two digits are in most numbers. */
const FEWEST_DIGITS = 3;
/** Of those whom he spoke with, so many are preferred. */
const MOST_SPOKEN = 500;
/** How far back the same person may stand in the list. */
const LOOKED_BACK = 4;

export interface ContactBrowsingOptions {
  browser: ContactBrowser;
  people: People;
  lookup: CallerLookup;
  own: OwnContacts;
  colleagues: ColleagueList;
  spoken: Pick<LastSpoken, "latest">;
  calls: Pick<CallStore, "callsWith" | "callsLike">;
}

/** Searching and listing people: what the search over all entries finds, put together to persons. */
export class ContactBrowsing {
  readonly #options: ContactBrowsingOptions;
  /** Own entries, colleagues or calls have changed since the search was told of them. */
  #isStale = true;

  constructor(options: ContactBrowsingOptions) {
    this.#options = options;
  }

  /** Who is preferred, or who is in no source, is different from now on. */
  changed(): void {
    this.#isStale = true;
  }

  /** The window is there: the first search is to be as quick as all others. */
  prepare(): void {
    this.#options.browser.prepare();
  }

  async search(text: string, limit: number): Promise<RequestOutput<"contacts.search">> {
    const found = await this.#find(text, limit * ENTRIES_A_PERSON);
    if (found === undefined) return { people: [], more: false, calls: [], overtaken: true };
    const { people, lookup } = this.#options;
    const terms = searchTerms(text);
    const byPerson = new Map<string, RequestOutput<"contacts.search">["people"][number]>();
    for (const { id, contact, nameRanges, because, typo } of found.hits) {
      const person = people.row(id);
      if (person === undefined || byPerson.has(person.id)) continue;
      // What the employee calls him himself is what is shown.
      const shown =
        person.name === contact.name ? { nameRanges } : explainMatch({ ...contact, name: person.name }, terms);
      const why = "because" in shown ? shown.because : because;
      byPerson.set(person.id, {
        person,
        nameRanges: shown.nameRanges,
        typo,
        ...(why === undefined ? {} : { because: why }),
      });
    }
    const all = [...byPerson.values()];
    const shown = all.slice(0, limit);
    const calls = this.#calls(
      shown.filter(({ typo }) => !typo).map(({ person }) => person),
      terms,
    );
    return {
      people: shown,
      more: found.more || all.length > limit,
      calls: calls.map(({ call, unseen }) => presentCall(call, unseen, lookup)),
      overtaken: false,
    };
  }

  /** With a number to dial, for the dial field. */
  async suggest(text: string, limit: number): Promise<NumberSuggestion[]> {
    const found = await this.#find(text, limit * ENTRIES_A_PERSON);
    const rows = new Map<string, PersonRow>();
    for (const { id } of found?.hits ?? []) {
      const row = this.#options.people.row(id);
      if (row !== undefined) rows.set(row.id, row);
    }
    return [...rows.values()].slice(0, limit).flatMap(({ kind, number, name, company, department }) => {
      if (number === undefined) return [];
      const belongsTo = kind === "colleague" ? department : company;
      return [
        {
          kind: kind === "colleague" ? ("colleague" as const) : ("contact" as const),
          number,
          name,
          ...(belongsTo === undefined ? {} : { company: belongsTo }),
        },
      ];
    });
  }

  async list(offset: number, limit: number): Promise<RequestOutput<"contacts.list">> {
    this.#tell();
    const from = Math.max(0, offset - LOOKED_BACK);
    const { entries, total, sections } = await this.#options.browser.list(from, limit + offset - from);
    const rows = entries.map(({ id, favourite }) => ({ row: this.#options.people.row(id), favourite }));
    const shown = rows.map(({ row, favourite }, index) => {
      const earlier = rows.slice(Math.max(0, index - LOOKED_BACK), index);
      const isSame = earlier.some((other) => other.row?.id === row?.id && other.favourite === favourite);
      return row === undefined || isSame ? null : row;
    });
    return { rows: shown.slice(offset - from), total, sections };
  }

  async #find(text: string, limit: number): Promise<{ hits: FoundHit[]; more: boolean } | undefined> {
    this.#tell();
    return this.#options.browser.search(text, limit);
  }

  #calls(people: readonly PersonRow[], terms: ReturnType<typeof searchTerms>) {
    const { calls } = this.#options;
    const [only] = terms;
    if (terms.length === 1 && only?.kind === "digits" && only.text.length >= FEWEST_DIGITS) {
      return calls.callsLike(only.text, MOST_CALLS);
    }
    const keys = people.slice(0, PEOPLE_WITH_CALLS).flatMap(({ id }) => this.#options.people.numberKeys(id));
    return keys.length === 0 ? [] : calls.callsWith(keys, MOST_CALLS);
  }

  /** The search hears of changes when it is needed: most come while nobody looks. */
  #tell(): void {
    if (!this.#isStale) return;
    this.#isStale = false;
    const { browser, own, colleagues, spoken } = this.#options;
    browser.setExtras([
      ...own.all.flatMap((entry) => (this.#standsAlone(entry) ? [extra(entry.id, fromOwn(entry).contact)] : [])),
      ...colleagues.all.map((employee) => {
        const { id, contact, numbers } = fromEmployee(employee);
        return extra(id, { ...contact, numbers: numbers.map(({ number }) => ({ number, label: "work" })) });
      }),
    ]);
    browser.setPreferences({
      favourites: own.all.flatMap((entry) => {
        if (!entry.favourite) return [];
        return [this.#standsAlone(entry) ? entry.id : (entry.about?.id ?? entry.id)];
      }),
      spoken: spoken.latest(MOST_SPOKEN),
    });
  }

  /** He wrote a name himself, or the source of whom he marked has lost him. */
  #standsAlone({ id, contact, about }: OwnContacts["all"][number]): boolean {
    return contact !== undefined || about === undefined || this.#options.people.known(about.id)?.entries[0].id === id;
  }
}

function extra(id: string, contact: Contact): ExtraEntry {
  return { id, contact };
}
