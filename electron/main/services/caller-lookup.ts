import type { MatchReason } from "../../../shared/contacts/person.ts";
import { foldLetters } from "../../../shared/contacts/same-name.ts";
import { defined } from "../../../shared/defined.ts";
import type { Employee } from "../../../shared/flexfone/types.ts";
import type { Caller } from "../../../shared/ipc/snapshot.ts";
import { normaliseNumber } from "../../../shared/phone-numbers/normalise.ts";
import type { ContactIndex, NumberHit } from "../ports/contact-index.ts";
import { compareStanding, type Standing } from "./caller-order.ts";
import { type ColleagueList, colleagueId } from "./colleague-list.ts";
import type { SourceInfo } from "./contact-sources.ts";
import { howWritten } from "./how-written.ts";
import type { LastSpoken } from "./last-spoken.ts";
import { noteLine } from "./note-line.ts";
import type { NumberKeys } from "./number-keys.ts";
import { type NumberOwner, ownersOf } from "./number-owners.ts";
import type { OwnContacts } from "./own-contacts.ts";

/** Of a number that more entries have, so many are compared, in the order of sources; those whom he marked all. */
const MOST_COMPARED = 8;
/** So many are listed. */
const MOST_LISTED = 50;

/** A person with a number to dial. */
export interface NumberSuggestion {
  number: string;
  name: string;
  company?: string;
  kind: "colleague" | "contact";
}

export interface CallerLookupOptions {
  contacts: ContactIndex;
  colleagues: ColleagueList;
  own: OwnContacts;
  spoken: Pick<LastSpoken, "at">;
  keys: NumberKeys;
  source(id: string): SourceInfo;
  /** "customer 4711" in the employee's language. */
  customer(customerNumber: string): string;
}

/** Somebody who has a number, and why he is taken for its owner. */
export interface Match {
  id: string;
  reason: MatchReason;
}

interface Ranked {
  owner: NumberOwner;
  standing: Standing;
}

/**
 * Whose number it is, and why: a local number is a colleague's; a subscriber's number may be anybody's, the best by the
 * order in `caller-order.ts`; and one that nobody has is perhaps a company's among whose numbers it lies.
 */
export class CallerLookup {
  readonly #options: CallerLookupOptions;

  constructor(options: CallerLookupOptions) {
    this.#options = options;
  }

  find(number: string | undefined): Caller | undefined {
    if (number === undefined) return undefined;
    const found = normaliseNumber(number);
    switch (found.kind) {
      case "e164":
        return this.#subscriber(found.e164);
      case "short":
        return this.#subscriber(found.digits);
      case "local":
        return this.#local(found.digits);
      default:
        return undefined;
    }
  }

  /** All who have the number, the best first; the first is whom `find` names. */
  matches(number: string): Match[] {
    const found = normaliseNumber(number);
    if (found.kind === "local") {
      const employee = this.#options.colleagues.byLocalNumber(found.digits);
      if (employee === undefined) return [];
      return [{ id: colleagueId(employee), reason: this.#localReason(employee, found.digits) }];
    }
    if (found.kind !== "e164" && found.kind !== "short") return [];
    const key = found.kind === "e164" ? found.e164 : found.digits;
    const { ranked, more } = this.#rank(key);
    if (ranked.length === 0) {
      const probable = this.#options.contacts.byCompanyRange(key);
      return probable === undefined ? [] : [{ id: probable.entry.id, reason: this.#hitReason(probable, 0) }];
    }
    const others = ranked.length - 1 + more;
    const company = others > 0 ? sharedCompany(ranked) : undefined;
    const listed = more === 0 ? [] : this.#notCompared(key, ranked);
    return [...ranked.map(({ owner }) => owner), ...listed].map((owner) => ({
      id: idOf(owner),
      reason: this.#reason(owner, key, others, company),
    }));
  }

  nameOfLocalNumber(localNumber: string): string | undefined {
    return this.#options.colleagues.byLocalNumber(localNumber)?.name;
  }

  #subscriber(key: string): Caller | undefined {
    const { ranked, more } = this.#rank(key);
    const [best] = ranked;
    if (best === undefined) return this.#probable(key);
    const { owner, standing } = best;
    const others = ranked.length - 1 + more;
    const company = others > 0 ? sharedCompany(ranked) : undefined;
    const reason = this.#reason(owner, key, others, company);
    const isTold = standing.isOwn || standing.isFavourite || standing.isColleague || standing.spokenAt > 0;
    if (company !== undefined && !isTold) {
      // Nothing tells which of its people it is.
      return { kind: "contact", name: company, id: idOf(owner), reason, ...this.#sharedNote(ranked) };
    }
    return { ...this.#caller(owner), reason };
  }

  /** Among the numbers of one company: probably somebody there. What he noted of others is not said of a guess. */
  #probable(key: string): Caller | undefined {
    const hit = this.#options.contacts.byCompanyRange(key);
    if (hit === undefined) return undefined;
    const { id, contact } = hit.entry;
    return { kind: "contact", name: contact.company ?? contact.name, id, reason: this.#hitReason(hit, 0) };
  }

  #local(digits: string): Caller | undefined {
    const { colleagues, own } = this.#options;
    const employee = colleagues.byLocalNumber(digits);
    if (employee === undefined) return undefined;
    const entry = own.aboutColleague(employee);
    const owner = { own: entry === undefined ? [] : [entry], employee, hits: [], place: -1 };
    return { ...this.#caller(owner), reason: this.#localReason(employee, digits) };
  }

  #rank(key: string): { ranked: Ranked[]; more: number } {
    const { owners, more } = ownersOf(key, MOST_COMPARED, this.#options);
    const [only] = owners;
    const isAlone = owners.length === 1;
    if (only === undefined) return { ranked: [], more };
    const ranked = owners.map(
      (owner): Ranked => ({ owner, standing: this.#standing(owner, isAlone ? undefined : key) }),
    );
    if (!isAlone) ranked.sort((a, b) => compareStanding(a.standing, b.standing));
    return { ranked, more };
  }

  /** Those who have the number, too, in the order of sources. */
  #notCompared(key: string, ranked: readonly Ranked[]): NumberOwner[] {
    const compared = new Set(ranked.flatMap(({ owner }) => idsOf(owner)));
    return ownersOf(key, MOST_LISTED, this.#options).owners.filter((owner) =>
      idsOf(owner).every((id) => !compared.has(id)),
    );
  }

  /** @param key the number that all of them have; absent where there is nobody else, and nothing to compare */
  #standing({ own, employee, hits, place }: NumberOwner, key: string | undefined): Standing {
    return {
      isOwn: own.some(({ contact }) => contact !== undefined),
      isFavourite: own.some(({ favourite, vip }) => favourite || vip),
      spokenAt: key === undefined ? 0 : this.#spokenAt({ own, hits, ...defined({ employee }), place }, key),
      isColleague: employee !== undefined,
      place,
    };
  }

  #spokenAt({ own, employee, hits }: NumberOwner, except: string): number {
    const { spoken, keys } = this.#options;
    let latest = 0;
    const look = (written: string) => {
      const key = keys.of(written);
      if (key !== undefined && key !== except) latest = Math.max(latest, spoken.at(key));
    };
    for (const { contact, about } of own) {
      for (const { number } of contact?.numbers ?? []) look(number);
      for (const number of about?.numbers ?? []) look(number);
    }
    for (const { entry } of hits) for (const { number } of entry.contact.numbers) look(number);
    if (employee !== undefined) {
      for (const { number } of employee.phoneNumbers) look(number);
      latest = Math.max(latest, spoken.at(employee.localNumber));
    }
    return latest;
  }

  #caller({ own, employee, hits }: NumberOwner): Caller {
    const [hit] = hits;
    const { customer } = this.#options;
    const written = own.find(({ contact }) => contact !== undefined)?.contact;
    const about = own[0]?.about;
    const contact = written ?? hit?.entry.contact;
    const customerNumber =
      written?.customerNumber ??
      hits.find(({ entry }) => entry.contact.customerNumber !== undefined)?.entry.contact.customerNumber;
    const ownNote = own.map(({ note }) => noteLine(note)).find((line) => line !== undefined);
    const sourceNote = hits.map(({ entry }) => noteLine(entry.contact.note ?? "")).find((line) => line !== undefined);
    return {
      kind: employee === undefined ? "contact" : "colleague",
      name: written?.name ?? employee?.name ?? contact?.name ?? about?.name ?? "",
      id: idOf({ own, hits, ...defined({ employee }) }),
      ...defined({
        company: employee === undefined ? companyOf(contact ?? about) : employee.departments[0]?.name,
        note: ownNote ?? (customerNumber === undefined ? undefined : customer(customerNumber)) ?? sourceNote,
        vip: own.some(({ vip }) => vip) || undefined,
        blocked: own.some(({ blocked }) => blocked) || undefined,
      }),
    };
  }

  /** What is so of all of them. */
  #sharedNote(ranked: readonly Ranked[]): { note?: string } {
    const numbers = new Set(ranked.flatMap(({ owner }) => owner.hits.map(({ entry }) => entry.contact.customerNumber)));
    const [only] = numbers;
    return numbers.size === 1 && only !== undefined ? { note: this.#options.customer(only) } : {};
  }

  #reason({ own, employee, hits }: NumberOwner, key: string, others: number, company: string | undefined): MatchReason {
    const { source, keys } = this.#options;
    const shared = { others, ...defined({ company }) };
    for (const { contact } of own) {
      const number = contact?.numbers.find((one) => keys.of(one.number) === key);
      if (number === undefined) continue;
      const { label, customLabel } = number;
      return {
        how: howWritten(number.number, key),
        label,
        ...shared,
        ...defined({ customLabel }),
        ...told(source("own")),
      };
    }
    if (employee !== undefined) {
      const number = employee.phoneNumbers.find((one) => keys.of(one.number) === key)?.number ?? key;
      return { how: howWritten(number, key), label: "work", ...shared, ...told(source("colleagues")) };
    }
    const [hit] = hits;
    if (hit !== undefined) return { ...this.#hitReason(hit, others), ...defined({ company }) };
    // Only known by what he was known by.
    return { how: "exact", ...shared, ...told(source("own")) };
  }

  #hitReason({ entry, how, label, customLabel }: NumberHit, others: number): MatchReason {
    const company = how === "company-range" ? (entry.contact.company ?? entry.contact.name) : undefined;
    return { how, label, others, ...defined({ customLabel, company }), ...told(this.#options.source(entry.source)) };
  }

  #localReason({ localNumber }: Employee, digits: string): MatchReason {
    const label = localNumber === digits ? "local" : "phone";
    return { how: "local", label, others: 0, ...told(this.#options.source("colleagues")) };
  }
}

/** Of whom his card is asked for. */
function idOf({ own, employee, hits }: Pick<NumberOwner, "own" | "employee" | "hits">): string {
  const written = own.find(({ contact }) => contact !== undefined);
  return (
    written?.id ?? (employee === undefined ? undefined : colleagueId(employee)) ?? hits[0]?.entry.id ?? own[0]?.id ?? ""
  );
}

function idsOf({ own, employee, hits }: NumberOwner): string[] {
  const ids = [...own.map(({ id }) => id), ...hits.map(({ entry }) => entry.id)];
  return employee === undefined ? ids : [...ids, colleagueId(employee)];
}

function told({ name, kind, asOf }: SourceInfo): Pick<MatchReason, "sourceName" | "sourceKind" | "asOf"> {
  return { sourceName: name, sourceKind: kind, ...defined({ asOf }) };
}

/** The company that all of them are of. */
function sharedCompany(ranked: readonly Ranked[]): string | undefined {
  const [first, ...others] = ranked.map(({ owner }) => companyOfOwner(owner));
  if (first === undefined) return undefined;
  const folded = foldLetters(first);
  return others.every((company) => company !== undefined && foldLetters(company) === folded) ? first : undefined;
}

function companyOfOwner({ own, employee, hits }: NumberOwner): string | undefined {
  if (employee !== undefined) return undefined;
  const written = own.find(({ contact }) => contact !== undefined)?.contact;
  const contact = written ?? hits[0]?.entry.contact;
  if (contact === undefined) return own[0]?.about?.company;
  return contact.company ?? (contact.kind === "company" ? contact.name : undefined);
}

/** Undefined where it is the name itself. */
function companyOf(contact: { name: string; company?: string } | undefined): string | undefined {
  return contact?.company === contact?.name ? undefined : contact?.company;
}
