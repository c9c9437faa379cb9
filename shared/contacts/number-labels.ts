import type { ContactNumber, NumberLabel } from "./contact.ts";
import { oneLine } from "./one-line.ts";
import { shorten } from "./shorten.ts";

/** The usual words for a number, Danish and English, and those of Apple's and Google's address books; compared without signs. */
const usual: ReadonlyMap<string, NumberLabel> = new Map(
  (
    [
      ["main", "main|main number|company main|hovednummer|hovednr|hovedtelefon|omstilling|omstillingen|switchboard"],
      ["work", "work|business|arbejde|arbejdstelefon|kontor|office|job|direkte|direct|erhverv|firma|company"],
      ["mobile", "mobile|mobil|cell|cellular|iphone|apple watch|applewatch|mobiltelefon|mobile phone|work mobile|car"],
      ["home", "home|hjem|hjemme|privat|private|bolig"],
      ["fax", "fax|home fax|homefax|work fax|workfax|other fax|otherfax|telefax|fax arbejde|fax hjemme"],
      ["other", "other|andet|andre|anden|øvrige|voice|phone|telefon|tlf|number|nummer|primary|pager|grand central"],
    ] as const
  ).flatMap(([label, words]) => words.split("|").map((word): [string, NumberLabel] => [word, label])),
);

/** What a word of somebody's own choice has in it: "Mettes mobil". The first that is found. */
const within: readonly (readonly [RegExp, NumberLabel])[] = [
  [/fax/u, "fax"],
  [/mobil|\bcell|iphone/u, "mobile"],
  [/hovedn|hovedt|omstilling|switchboard|\bmain\b|reception/u, "main"],
  [/arbejd|\bwork|kontor|office|direkte|direct|\bjob\b|business/u, "work"],
  [/hjem|privat|\bhome\b/u, "home"],
];

/** Characters of a label that are kept. */
const MOST_KEPT = 50;

/**
 * What a source's own word for a number means, and the word itself where it is none of the usual ones. `types` is what
 * the source says besides, in a fixed vocabulary, where it does.
 */
export function labelOf(word: string | undefined, types: NumberLabel = "other"): Omit<ContactNumber, "number"> {
  const shown = shorten(oneLine(word ?? ""), MOST_KEPT).trim();
  const plain = shown
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  if (plain === "") return { label: types };
  const known = usual.get(plain);
  if (known !== undefined) return { label: types === "fax" || known === "other" ? types : known };
  const label = types === "other" ? (within.find(([pattern]) => pattern.test(plain))?.[1] ?? "other") : types;
  return { label, customLabel: shown };
}
