import { SECTION_TITLES, sectionOf, sortKey } from "../../../../shared/contacts/sort-key.ts";
import type { FoundEntry } from "../../ports/contact-browser.ts";
import type { BrowsedFile } from "./contact-files.ts";
import { contactId } from "./contact-id.ts";

/** Entries in the order of the alphabet, each at its place from 0. */
export interface SortedEntries {
  length: number;
  entry(place: number): FoundEntry;
  /** Where a section begins; the place behind the last where there is none after it. */
  sectionFrom(title: string): number;
}

/** Those of a file, which are in order there. */
export function entriesOfFile({ source, reader }: Pick<BrowsedFile, "source" | "reader">): SortedEntries {
  const first = new Map(reader.sections().map((section) => [section.title, section.first - 1]));
  return {
    length: reader.contacts,
    entry(place) {
      const { key, contact } = reader.keyed(place + 1);
      return { id: contactId(source, key), contact };
    },
    sectionFrom: (title) => startOf(title, (one) => first.get(one), reader.contacts),
  };
}

export function entriesOfList(entries: readonly FoundEntry[]): SortedEntries {
  const keyed = entries.map((entry) => ({ entry, key: sortKey(entry.contact.name) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const first = new Map<string, number>();
  for (const [place, { key }] of keyed.entries()) if (!first.has(sectionOf(key))) first.set(sectionOf(key), place);
  return {
    length: keyed.length,
    entry(place) {
      const found = keyed[place];
      if (found === undefined) throw new RangeError(`there is no entry ${place}`);
      return found.entry;
    },
    sectionFrom: (title) => startOf(title, (one) => first.get(one), keyed.length),
  };
}

function startOf(title: string, first: (title: string) => number | undefined, length: number): number {
  for (const one of SECTION_TITLES.slice(SECTION_TITLES.indexOf(title))) {
    const place = first(one);
    if (place !== undefined) return place;
  }
  return length;
}

/** Several sorted lists as one, without merging them: any place is found by halving. */
export class MergedList {
  readonly #lists: readonly SortedEntries[];
  readonly length: number;
  readonly sections: { title: string; offset: number }[];
  /** Where the last part ended, since the next mostly begins there. */
  #last: { offset: number; places: number[] } | undefined;

  constructor(lists: readonly SortedEntries[]) {
    this.#lists = lists;
    this.length = lists.reduce((sum, list) => sum + list.length, 0);
    const starts = SECTION_TITLES.map((title) => ({
      title,
      offset: lists.reduce((sum, list) => sum + list.sectionFrom(title), 0),
    }));
    this.sections = starts.filter(({ offset }, index) => offset < (starts[index + 1]?.offset ?? this.length));
  }

  slice(offset: number, limit: number): FoundEntry[] {
    const places =
      this.#last?.offset === offset ? [...this.#last.places] : this.#placesOf(Math.min(offset, this.length));
    const heads = this.#lists.map((list, index) => this.#head(list, places[index] ?? 0));
    const entries: FoundEntry[] = [];
    while (entries.length < limit) {
      let least = -1;
      for (const [index, head] of heads.entries()) {
        if (head !== undefined && (least < 0 || head.key < (heads[least]?.key ?? ""))) least = index;
      }
      const head = heads[least];
      const list = this.#lists[least];
      if (head === undefined || list === undefined) break;
      entries.push(head.entry);
      const next = (places[least] ?? 0) + 1;
      places[least] = next;
      heads[least] = this.#head(list, next);
    }
    this.#last = { offset: offset + entries.length, places };
    return entries;
  }

  #head(list: SortedEntries, place: number): { key: string; entry: FoundEntry } | undefined {
    if (place >= list.length) return undefined;
    const entry = list.entry(place);
    return { key: sortKey(entry.contact.name), entry };
  }

  /** How many entries of each list come before the given place of all. */
  #placesOf(offset: number): number[] {
    const [only, ...others] = this.#lists;
    if (only !== undefined && others.length === 0) return [offset];
    const from = this.#lists.map(() => 0);
    const to = this.#lists.map((list) => list.length);
    for (;;) {
      const widest = this.#lists.reduce(
        (best, _, index) =>
          (to[index] ?? 0) - (from[index] ?? 0) > (to[best] ?? 0) - (from[best] ?? 0) ? index : best,
        0,
      );
      const low = from[widest] ?? 0;
      const high = to[widest] ?? 0;
      if (high <= low) return from;
      const middle = (low + high) >> 1;
      const key = this.#keyAt(widest, middle);
      // How many of each list come before that entry, the earlier list first where keys are the same.
      const before = this.#lists.map((_, index) =>
        index === widest ? middle : this.#countBefore(index, key, index < widest, from[index] ?? 0, to[index] ?? 0),
      );
      const rank = before.reduce((sum, count) => sum + count, 0);
      if (rank < offset) {
        for (const [index, count] of before.entries()) from[index] = index === widest ? count + 1 : count;
      } else for (const [index, count] of before.entries()) to[index] = count;
      if (rank === offset) return before;
    }
  }

  #countBefore(list: number, key: string, inclusive: boolean, from: number, to: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#keyAt(list, middle);
      if (other < key || (inclusive && other === key)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #keyAt(list: number, place: number): string {
    return sortKey(this.#lists[list]?.entry(place).contact.name ?? "");
  }
}
