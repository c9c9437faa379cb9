/** Sections of a list, in order: letters of the Danish alphabet, and `#` for all else, which comes last. */
export const SECTION_TITLES = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ", "#"];

/** Behind `z`, in the order of the alphabet. */
const AE = "{";
const OE = "|";
const AA = "}";
/** Before what begins with none of the letters, so that it comes last. */
const OTHER = "~";

/**
 * A name as it is put in order: the Danish alphabet (`æ`, `ø`, `å` behind `z`; `aa` is `å`, `ä` is `æ`, `ö` is `ø`), without
 * accents, words by spaces only. Two keys are compared as plain text.
 */
export function sortKey(name: string): string {
  let key = "";
  for (const character of name.toLowerCase().replaceAll("aa", "å")) {
    if (character >= "a" && character <= "z") key += character;
    else if (character === "æ" || character === "ä") key += AE;
    else if (character === "ø" || character === "ö") key += OE;
    else if (character === "å") key += AA;
    else if (character >= "0" && character <= "9") key += character;
    else if (character > "\u007f") key += character.normalize("NFKD").replace(/\p{M}+/gu, "");
    else if (key !== "" && !key.endsWith(" ")) key += " ";
  }
  return /^[a-z{|}]/.test(key) ? key : `${OTHER}${key}`;
}

/** Under which of `SECTION_TITLES` it stands. */
export function sectionOf(key: string): string {
  switch (key.charAt(0)) {
    case AE:
      return "Æ";
    case OE:
      return "Ø";
    case AA:
      return "Å";
    case OTHER:
      return "#";
    default:
      return key.charAt(0).toUpperCase();
  }
}
