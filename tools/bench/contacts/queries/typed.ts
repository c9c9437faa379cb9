import { numberKey } from "../../../../shared/phone-numbers/number-key.ts";
import { pairs } from "../world/phone-plan.ts";
import { RandomStream } from "../world/random-stream.ts";
import type { World } from "../world/world.ts";

/** Letters up to which is measured. */
export const MOST_LETTERS = 20;

type Kind = "name" | "turned" | "company" | "two-fields" | "digits" | "inside" | "typo" | "ascii" | "nobody";

/** Of a hundred things that are typed. */
const kinds: readonly Kind[] = Object.entries({
  name: 32,
  turned: 12,
  company: 16,
  "two-fields": 8,
  digits: 14,
  inside: 6,
  typo: 6,
  ascii: 4,
  nobody: 2,
} satisfies Record<Kind, number>).flatMap(([kind, share]) => Array.from({ length: share }, () => kind as Kind));

/**
 * What employees type, whole: of names, companies, both, numbers in any grouping, parts of words, with a slip, with other
 * letters for the Danish ones, and what nobody is called. Up to 20 letters.
 */
export function typed(world: World, contacts: number, count: number, seed: number): string[] {
  const random = new RandomStream(seed, 0);
  return Array.from({ length: count }, (_, at) => {
    const kind = kinds[(at * 37) % kinds.length] ?? "name";
    for (;;) {
      const text = write(kind, world, random.between(0, contacts - 1), random);
      if (text !== undefined) return [...text].slice(0, MOST_LETTERS).join("");
    }
  });
}

/** What stands in the field after each key: "m", "me", "met" … */
export function keySequence(text: string): string[] {
  const letters = [...text];
  return letters.map((_, at) => letters.slice(0, at + 1).join(""));
}

/** Every letter and digit alone, and the pairs that names begin with: what has the most hits. */
export function shortTexts(world: World, contacts: number): string[] {
  const letters = [..."abcdefghijklmnopqrstuvwxyzæøå0123456789"];
  const begins = new Set<string>();
  for (let place = 0; place < Math.min(contacts, 2_000); place += 1) {
    for (const word of world.contact(place).name.toLowerCase().split(" ")) begins.add([...word].slice(0, 2).join(""));
  }
  const pairsOfDigits = ["20", "45", "86", "70", "33", "+4"];
  return [...letters, ...[...begins].filter((pair) => pair.length === 2).sort(), ...pairsOfDigits];
}

function write(kind: Kind, world: World, place: number, random: RandomStream): string | undefined {
  const { name, company, numbers } = world.contact(place);
  const words = name.toLowerCase().split(" ");
  const [first = "", last = ""] = [words[0], words.at(-1)];
  switch (kind) {
    case "name":
      return random.happens(0.5) ? words.join(" ") : random.happens(0.5) ? first : last;
    case "turned":
      return words.length > 1 ? `${last} ${first}` : undefined;
    case "company":
      return company?.toLowerCase();
    case "two-fields":
      return company === undefined ? undefined : `${first} ${company.toLowerCase()}`;
    case "digits":
      return grouped(numberKey(random.one(numbers).number) ?? "", random);
    case "inside": {
      const word = random.one([first, last, company?.toLowerCase() ?? last]);
      return word.length > 5 ? word.slice(random.between(1, 3)) : undefined;
    }
    case "typo":
      return last.length > 5 ? withSlip(last, random) : undefined;
    case "ascii":
      return /[æøåé]/.test(name.toLowerCase()) ? withoutDanishLetters(words.join(" ")) : undefined;
    case "nobody":
      return random.one(["xylofonist", "qwertyuiop", "zzyzx", "hqx", "123412341234", "abcdefghijklmnopqrst"]);
  }
}

function grouped(number: string, random: RandomStream): string {
  const digits = number.startsWith("+45") ? number.slice(3) : number;
  const grouping = random.between(0, 4);
  if (grouping === 0) return pairs(digits);
  if (grouping === 1) return number;
  if (grouping === 2) return digits.replace(/(....)(?=.)/g, "$1 ");
  if (grouping === 3) return digits.slice(random.between(1, 4));
  return digits;
}

/** One letter is another, missing, twice, or changed places with the next; not the first two. */
function withSlip(word: string, random: RandomStream): string {
  const letters = [...word];
  const at = random.between(2, letters.length - 2);
  const [letter = "", next = ""] = [letters[at], letters[at + 1]];
  const slip = random.between(0, 3);
  if (slip === 0) letters.splice(at, 2, next, letter);
  else letters.splice(at, 1, ...([[random.one([..."aeinrst"])], [], [letter, letter]].at(slip - 1) ?? []));
  return letters.join("");
}

function withoutDanishLetters(text: string): string {
  return text.replaceAll("æ", "ae").replaceAll("ø", "o").replaceAll("å", "aa").replaceAll("é", "e");
}
