import { defined } from "../../../shared/defined.ts";
import type { RequestOutput } from "../../../shared/ipc/contract.ts";
import { countryOf } from "../../../shared/phone-numbers/country.ts";
import { toDialable } from "../../../shared/phone-numbers/dialable.ts";
import { findNumbers } from "../../../shared/phone-numbers/find-numbers.ts";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";
import type { CallStore } from "../ports/call-store.ts";
import type { Logger } from "../ports/logger.ts";
import type { CallerLookup, NumberSuggestion } from "./caller-lookup.ts";
import type { ContactBrowsing } from "./contact-browsing.ts";

type Preview = RequestOutput<"dial.preview">;
type Suggestion = Preview["suggestions"][number];

/** As many as can be seen without scrolling much. */
const MOST_SUGGESTIONS = 8;
/** Of those whom he spoke with lately, while he types; the rest is for people. */
const MOST_RECENT_OF_THEM = 4;
/** So many of his newest numbers are looked through for what he types. */
const RECENT_LOOKED_THROUGH = 100;
/** One digit is in most numbers. */
const FEWEST_DIGITS = 2;

/** What the dial field shows for a text: how it would be dialled, whose number it is, and whom else it may mean. */
export class DialSuggestions {
  readonly #lookup: CallerLookup;
  readonly #store: Pick<CallStore, "recentNumbers" | "lastDialled">;
  readonly #people: Pick<ContactBrowsing, "suggest">;
  readonly #logger: Logger;

  constructor(options: {
    lookup: CallerLookup;
    store: Pick<CallStore, "recentNumbers" | "lastDialled">;
    people: Pick<ContactBrowsing, "suggest">;
    logger: Logger;
  }) {
    this.#lookup = options.lookup;
    this.#store = options.store;
    this.#people = options.people;
    this.#logger = options.logger;
  }

  /** For no text: the numbers of his latest calls, and the one he dialled last. Dials nothing. */
  async preview(text: string): Promise<Preview> {
    if (text.trim() === "") {
      const last = this.#store.lastDialled();
      return {
        suggestions: this.#recent(MOST_SUGGESTIONS, () => true),
        ...defined({ redial: last === undefined ? undefined : this.#suggestion({ number: last, kind: "recent" }) }),
      };
    }
    const suggestions = await this.#suggest(text);
    const dialable = toDialable(text);
    if (!dialable.ok) return { suggestions: dialable.reason === "several" ? this.numbersIn(text) : suggestions };
    const { number, display, warning, extension } = dialable;
    const caller = this.#lookup.find(number);
    return {
      number,
      displayNumber: display,
      suggestions,
      ...defined({
        name: caller?.name,
        company: caller?.company,
        warning,
        extension,
        country: warning === "foreign" ? countryOf(number) : undefined,
      }),
    };
  }

  /** The numbers in a text that was pasted or selected, in order; each once. */
  numbersIn(text: string): Suggestion[] {
    const byKey = new Map(findNumbers(text).map(({ number }) => [numberKey(number) ?? number, number]));
    const numbers = [...byKey.values()].slice(0, MOST_SUGGESTIONS);
    return numbers.flatMap((number) => this.#suggestion({ number, kind: "pasted" }) ?? []);
  }

  /** Whom he spoke with lately comes first, then people as the search ranks them; each number once. */
  async #suggest(text: string): Promise<Suggestion[]> {
    const words = wordsOf(text);
    const digits = text.replace(/\D/g, "");
    const recent = this.#recent(MOST_RECENT_OF_THEM, ({ number, name }) => {
      const isNumber = digits.length >= FEWEST_DIGITS && /^[\d\s+().-]*$/.test(text);
      if (isNumber) return (numberKey(number) ?? number).includes(digits);
      return name !== undefined && words.every((word) => wordsOf(name).some((part) => part.startsWith(word)));
    });
    const people = (await this.#search(text)).flatMap((person) => this.#suggestion(person) ?? []);
    const seen = new Set<string>();
    const once = [...recent, ...people].filter(({ number }) => {
      const key = numberKey(number) ?? number;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    return once.slice(0, MOST_SUGGESTIONS);
  }

  /** A number can be dialled also while nobody can be searched. */
  async #search(text: string): Promise<NumberSuggestion[]> {
    try {
      return await this.#people.suggest(text, MOST_SUGGESTIONS);
    } catch (error) {
      this.#logger.error("people could not be searched", { error: error instanceof Error ? error.message : "unknown" });
      return [];
    }
  }

  #recent(limit: number, isWanted: (suggestion: Suggestion) => boolean): Suggestion[] {
    const found: Suggestion[] = [];
    for (const { number, at } of this.#store.recentNumbers(RECENT_LOOKED_THROUGH)) {
      const suggestion = this.#suggestion({ number, at, kind: "recent" });
      if (suggestion !== undefined && isWanted(suggestion)) found.push(suggestion);
      if (found.length === limit) break;
    }
    return found;
  }

  /** Undefined where the number cannot be dialled. */
  #suggestion(found: {
    number: string;
    kind: Suggestion["kind"];
    name?: string;
    company?: string;
    at?: number;
  }): Suggestion | undefined {
    const dialable = toDialable(found.number);
    if (!dialable.ok) return undefined;
    const { kind, at } = found;
    const caller = found.name === undefined ? this.#lookup.find(found.number) : found;
    return {
      number: dialable.number,
      displayNumber: dialable.display,
      kind,
      ...defined({ name: caller?.name, company: caller?.company, at, warning: dialable.warning }),
    };
  }
}

function wordsOf(text: string): string[] {
  return text.toLocaleLowerCase("da").split(/\s+/).filter(Boolean);
}
