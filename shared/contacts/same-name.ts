/** Letters that are written in more than one way, and that taking accents off does not bring together. */
const folds: Readonly<Record<string, string>> = {
  æ: "ae",
  ä: "ae",
  ø: "o",
  ö: "o",
  œ: "o",
  å: "aa",
  ß: "ss",
  ð: "d",
  þ: "th",
  đ: "d",
  ł: "l",
};

/** What nearly all names are written with: for them the long way round is not needed. */
const USUAL = /^[\x20-\x7eæøåÆØÅöÖäÄüÜéÉ]*$/;

/** A text in one form for comparing: small letters, no accents, ø=ö=oe=o, å=aa, æ=ä=ae. */
export function foldLetters(text: string): string {
  if (USUAL.test(text))
    return text
      .toLowerCase()
      .replace(/[æøåöäüé]/g, foldUsual)
      .replaceAll("oe", "o");
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[æäøöœåßðþđł]/g, (letter) => folds[letter] ?? letter)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("oe", "o");
}

function foldUsual(letter: string): string {
  if (letter === "ü") return "u";
  return letter === "é" ? "e" : (folds[letter] ?? letter);
}

/**
 * What two ways of writing one name have in common: its words, folded, whatever their order. "Hansen, Mette" and
 * "METTE HANSEN" are one. Undefined where there is neither a letter nor a digit: such a name is nobody's.
 */
export function nameKey(name: string): string | undefined {
  const words = foldLetters(name).match(/[\p{L}\p{N}]+/gu);
  if (words === null) return undefined;
  return words.length === 1 ? words[0] : [...new Set(words)].sort().join(" ");
}
