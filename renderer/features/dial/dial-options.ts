import type { Preview } from "./dial-preview.ts";

type Suggestion = Preview["suggestions"][number];

/** Something that Enter can dial: the number that was typed, or a suggestion. */
export interface DialOption extends Omit<Suggestion, "kind"> {
  kind: Suggestion["kind"] | "typed";
  /** Where a foreign number that was typed is from: ISO 3166-1, two letters. */
  country?: string | undefined;
  /** Was written behind the number that was typed, and is not dialled. */
  extension?: string | undefined;
}

/** The typed number first, then whom the text may mean; a number is offered once. */
export function dialOptions(preview: Preview | undefined): DialOption[] {
  if (preview === undefined) return [];
  const { number, displayNumber, name, company, warning, country, extension, suggestions } = preview;
  const typed: DialOption[] =
    number === undefined
      ? []
      : [{ kind: "typed", number, displayNumber: displayNumber ?? number, name, company, warning, country, extension }];
  return [...typed, ...suggestions.filter((suggestion) => suggestion.number !== number)];
}
