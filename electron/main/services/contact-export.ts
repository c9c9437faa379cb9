import type { Contact } from "../../../shared/contacts/contact.ts";
import { defined } from "../../../shared/defined.ts";
import type { IndexedContact } from "../ports/contact-index.ts";
import type { OwnEntry } from "../ports/own-contact-store.ts";
import type { ColleagueList } from "./colleague-list.ts";
import type { OwnContacts } from "./own-contacts.ts";
import { fromEmployee, fromOwn } from "./person-entries.ts";
import { entryAbout, type PersonGroupOptions } from "./person-group.ts";

/** So many contacts are written before other work goes on: a few milliseconds. */
const SLICE = 100;

export interface ContactExportOptions extends PersonGroupOptions {
  colleagues: ColleagueList;
  own: OwnContacts;
  /** All that the sources have, source by source. */
  entries(): Iterable<IndexedContact>;
  /** As `shared/contacts/vcard/write-vcard.ts` does it. */
  writeVcard(contact: Contact): string;
  /** The employee's words for his marks, as categories. */
  markNames(): { favourite: string; vip: string; blocked: string };
  breathe(): Promise<void>;
}

/**
 * Contacts as vCards, each entry of each source a card, and what the employee noted of somebody in his card.
 *
 * @param onContacts how many cards were written so far
 */
export async function* exportContacts(
  what: "all" | "own",
  options: ContactExportOptions,
  onContacts: (count: number) => void,
): AsyncGenerator<string> {
  const { writeVcard, breathe } = options;
  const marks = options.markNames();
  let count = 0;
  let cards = "";
  for (const { contact, own } of what === "own" ? ownOnly(options) : all(options)) {
    cards += writeVcard(own === undefined ? contact : withMarks(contact, own, marks));
    count += 1;
    if (count % SLICE !== 0) continue;
    onContacts(count);
    yield cards;
    cards = "";
    await breathe();
  }
  onContacts(count);
  if (cards !== "") yield cards;
}

interface Exported {
  contact: Contact;
  own?: OwnEntry;
}

/** What he wrote himself, and those whom he marked. */
function* ownOnly(options: ContactExportOptions): Generator<Exported> {
  for (const own of options.own.all) {
    const live = own.contact === undefined && own.about !== undefined ? entryAbout(own, options) : undefined;
    const { contact } = live ?? fromOwn(own);
    yield { contact: { ...contact, uid: own.contact === undefined ? (contact.uid ?? own.id) : own.id }, own };
  }
}

function* all(options: ContactExportOptions): Generator<Exported> {
  const { own, colleagues, entries } = options;
  for (const one of own.all) {
    const isElsewhere = one.about !== undefined && entryAbout(one, options) !== undefined;
    if (one.contact !== undefined || !isElsewhere)
      yield { contact: { ...fromOwn(one).contact, uid: one.id }, own: one };
  }
  for (const employee of colleagues.all) {
    yield { contact: fromEmployee(employee).contact, ...marksIn(own.aboutColleague(employee)) };
  }
  for (const { id, contact } of entries()) yield { contact, ...marksIn(own.about(id)) };
}

/** Where he wrote a name and numbers himself, that is a card of its own, which has his notes. */
function marksIn(entry: OwnEntry | undefined): { own?: OwnEntry } {
  return entry === undefined || entry.contact !== undefined ? {} : { own: entry };
}

function withMarks(
  contact: Contact,
  own: OwnEntry,
  names: { favourite: string; vip: string; blocked: string },
): Contact {
  const marks = (["favourite", "vip", "blocked"] as const).filter((mark) => own[mark]).map((mark) => names[mark]);
  const note = [own.note, contact.note ?? ""].filter((text) => text.trim() !== "").join("\n\n");
  const categories = [...new Set([...(contact.categories ?? []), ...marks])];
  return {
    ...contact,
    ...defined({
      note: note === "" ? undefined : note,
      categories: categories.length === 0 ? undefined : categories,
    }),
  };
}
