/** Who a number belongs to, from the local cache. */
export interface ContactMatch {
  name: string;
  company?: string;
  note?: string;
}

export interface ContactSuggestion {
  number: string;
  name: string;
  company?: string;
}

export interface ContactStore {
  /** By E.164 or, for numbers that have none, the digits as they are. Undefined where nobody has it. */
  findByNumber(numberKey: string): ContactMatch | undefined;
  /** People and companies whose name has a word that begins like each word of the text. */
  suggest(text: string, limit: number): ContactSuggestion[];
}
