/** As most of what is folded is. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * A text as it is searched: lower case, without accents, and with the ways of writing Danish letters made one
 * (`ø` = `o` = `oe`, `å` = `aa` = `a`, `æ` = `ae` = `a`). What is typed is folded alike, so that each finds all.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return joined(text.toLowerCase());
  let folded = "";
  for (const character of text.toLowerCase()) folded += foldCharacter(character);
  return joined(folded);
}

/** A folded text that knows where each of its characters stands in the original. */
export interface FoldedText {
  text: string;
  /** For each character of `text` the place in the original (UTF-16 unit); and behind them, the original's length. */
  places: number[];
}

/** As `fold`, for showing what matched. */
export function foldWithPlaces(original: string): FoldedText {
  if (PLAIN.test(original) && !/[ao][ea]/i.test(original)) {
    return { text: original.toLowerCase(), places: Array.from({ length: original.length + 1 }, (_, place) => place) };
  }
  let text = "";
  const places: number[] = [];
  let place = 0;
  // A letter that was joined begins no pair: `aaa` is `aa` and `a`.
  let isPairEnd = false;
  for (const character of original) {
    for (const folded of foldCharacter(character.toLowerCase())) {
      if (!isPairEnd && /^(?:oe|ae|aa)$/.test(`${text.at(-1)}${folded}`)) {
        isPairEnd = true;
        continue;
      }
      isPairEnd = false;
      text += folded;
      for (let unit = 0; unit < folded.length; unit += 1) places.push(place);
    }
    place += character.length;
  }
  places.push(original.length);
  return { text, places };
}

function joined(text: string): string {
  return /[ao][ea]/.test(text) ? text.replace(/oe|ae|aa/g, (pair) => pair.charAt(0)) : text;
}

const letters = new Map([
  ["æ", "ae"],
  ["ø", "o"],
  ["å", "a"],
  ["ä", "a"],
  ["ö", "o"],
  ["ð", "d"],
  ["þ", "th"],
  ["ł", "l"],
  ["đ", "d"],
  ["ı", "i"],
  ["œ", "o"],
  ["ß", "ss"],
]);
const known = new Map<string, string>();

function foldCharacter(character: string): string {
  if (character < "\u0080") return character;
  const before = known.get(character);
  if (before !== undefined) return before;
  const folded =
    letters.get(character) ??
    character
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase();
  // There are a few hundred in use; whatever else comes is not kept.
  if (known.size < 2_000) known.set(character, folded);
  return folded;
}
