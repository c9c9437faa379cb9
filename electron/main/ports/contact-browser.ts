import type { Contact } from "../../../shared/contacts/contact.ts";
import type { SearchHit } from "../../../shared/contacts/person.ts";

/** Somebody who is in no file: an own entry, or a colleague. */
export interface ExtraEntry {
  /** `own:…`, `colleagues:…` */
  id: string;
  contact: Contact;
}

/** What ranks people beside what was typed. */
export interface Preferences {
  /** Ids of entries. */
  favourites: readonly string[];
  /** Numbers (`numberKey`) that the employee spoke with, the latest first. */
  spoken: readonly string[];
}

export interface FoundEntry {
  id: string;
  contact: Contact;
}

export interface FoundHit extends FoundEntry {
  nameRanges: SearchHit["nameRanges"];
  because?: NonNullable<SearchHit["because"]>;
  /** Only a word like what was typed was found. */
  typo: boolean;
}

/**
 * Searches and lists all entries of all sources, off the main thread. An entry is what one source says; who is one person is
 * for the caller to say.
 */
export interface ContactBrowser {
  /** Somebody may search in a moment. */
  prepare(): void;
  setExtras(extras: readonly ExtraEntry[]): void;
  setPreferences(preferences: Preferences): void;
  /**
   * The best first: favourites, those spoken with lately, then by how well they match: whole words, beginnings, anything but
   * the name, inside words, likenesses.
   *
   * @returns undefined where a later search overtook this one
   */
  search(text: string, limit: number): Promise<{ hits: FoundHit[]; more: boolean } | undefined>;
  /** A part of the list: favourites, then all in the order of the alphabet. */
  list(
    offset: number,
    limit: number,
  ): Promise<{
    entries: (FoundEntry & { favourite: boolean })[];
    total: number;
    /** `★` for favourites, a letter, or `#`; where each begins. */
    sections: { title: string; offset: number }[];
  }>;
}
