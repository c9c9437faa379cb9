import type { Preview } from "./dial-preview.ts";

/** Something that Enter can dial. */
export interface DialOption {
  number: string;
  displayNumber: string;
  name?: string;
  company?: string;
  /** Whether it is the number that was typed, rather than a suggestion. */
  typed: boolean;
}

/** The typed number first, then whom the text may mean; a number is offered once. */
export function dialOptions(preview: Preview | undefined): DialOption[] {
  if (preview === undefined) return [];
  const { number, displayNumber, name, suggestions } = preview;
  const typed: DialOption[] =
    number === undefined
      ? []
      : [{ number, displayNumber: displayNumber ?? number, ...(name === undefined ? {} : { name }), typed: true }];
  const suggested = suggestions.filter((suggestion) => suggestion.number !== number);
  return [...typed, ...suggested.map((suggestion) => ({ ...optional(suggestion), typed: false }))];
}

function optional({ number, displayNumber, name, company }: Preview["suggestions"][number]) {
  return { number, displayNumber, name, ...(company === undefined ? {} : { company }) };
}
