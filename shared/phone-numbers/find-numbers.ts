import { normaliseNumber } from "./normalise.ts";
import { digitValue, isInvisible } from "./plain-text.ts";

/** A phone number in a text. */
export interface FoundNumber {
  /** Where it stands: `text.slice(start, end)` is `raw`. */
  start: number;
  end: number;
  raw: string;
  /** As it can be read by `toDialable`: digits, with a plus where there was one. */
  number: string;
}

/** Digits that stand together. */
interface Group {
  start: number;
  end: number;
  digits: string;
  /** A plus stands before it, perhaps in brackets. */
  plus: boolean;
  /** Where the plus or bracket stands that belongs to it, else `start`. */
  from: number;
  /** What stands between it and the group before: at most a space, dash, dot or bracket; `hard` for anything else. */
  joint: "none" | "soft" | "dash" | "dot" | "zero" | "hard";
  /** A letter stands right before or behind it, so that it is part of a code. */
  inWord: boolean;
  /** The words before it, in lower case, as far as they belong to it; only where its joint is hard. */
  word: string;
}

/** Longer groups are no phone number's (ITU-T E.164), and are not looked at. */
const MOST_DIGITS = 15;
/** A number has no more groups than this; `86 51 51 51` has four. */
const MOST_GROUPS = 8;
/** Words before a number are looked for this far back. */
const WORD_WITHIN = 24;

/** What stands before digits that are no phone number. */
const otherNumbers =
  /(?:^|[^\p{L}])(?:cvr|cvr-?nr|se-?nr|p-?nr|cpr|konto|kontonr|kontonummer|reg|regnr|ean|gln|iban|faktura|fakturanr|ordre|ordrenr|ordrenummer|sag|sagsnr|kundenr|kundenummer|medlemsnr|id|ref|postnr|version|vers|v|kr|dkk|eur|usd|kl)(?:[\s.:-]*(?:nr|no|nummer))?[\s.:#-]*$/u;
/** What stands before digits that are one, however short. */
const phoneWords =
  /(?:^|[^\p{L}])(?:tlf|tel|telefon|phone|mobil|mob|mobile|ring|ring til|ring på|kald|call|direkte|alarm|t|m)(?:[\s.:-]*(?:nr|no|nummer))?[\s.:]*$/u;
/** What stands behind digits that are a time, a number of times or a sum. */
const units =
  /^\s?(?:min|minut|minutter|minutes?|sek|sekunder|seconds?|timer?|hours?|dage?|days?|uger?|weeks?|måneder|months?|år|years?|gange?|times|stk|pct|procent|kroner|personer|people|mand)(?!\p{L})/iu;
const localWords = /(?:^|[^\p{L}])(?:lokal|lok|lokalnr|lokalnummer|ext|extension|x)[\s.:]*$/u;

/**
 * All phone numbers in a text, in order. Danish numbers in any grouping, international ones with `+` or `00`, short and
 * local numbers where a word says what they are. Not taken for numbers: dates, times, prices, CPR and CVR numbers, account
 * and order numbers, IP addresses. The work grows with the length of the text only, whatever is in it. Never throws.
 */
export function findNumbers(text: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  let run: Group[] = [];
  const finish = () => {
    const [first] = run;
    if (first !== undefined && !isExtensionOf(first, found.at(-1))) {
      for (const number of numbersOf(run, text)) found.push(number);
    }
    run = [];
  };
  for (const group of groupsOf(text)) {
    if (group.joint === "hard") finish();
    run.push(group);
  }
  finish();
  return found;
}

/** Every group of digits, read once from left to right. */
function* groupsOf(text: string): Generator<Group> {
  let at = 0;
  let lastEnd = -1;
  let between = "";
  let plus = -1;
  let bracket = -1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (digitValue(code) === undefined) {
      if (code === 0x2b || code === 0xff0b) plus = at;
      else if (code === 0x28) bracket = at;
      else if (plus >= 0 && !isSpace(code) && code !== 0x28) plus = -1;
      // More than a few signs are no joint, so no more are kept.
      if (!isInvisible(code) && between.length < 6) between += text[at] ?? "";
      at += 1;
      continue;
    }
    const start = at;
    let digits = "";
    let end = at;
    for (; at < text.length; at += 1) {
      const value = digitValue(text.charCodeAt(at));
      if (value !== undefined) {
        if (digits.length <= MOST_DIGITS) digits += value;
        end = at + 1;
      } else if (!isInvisible(text.charCodeAt(at))) break;
    }
    const hasPlus = plus > lastEnd - 1 && plus >= 0 && start - plus <= 3;
    const from = hasPlus ? (bracket >= 0 && bracket < plus && plus - bracket <= 1 ? bracket : plus) : start;
    const openBracket = !hasPlus && bracket >= lastEnd && bracket >= 0 && start - bracket <= 1;
    const joint = lastEnd < 0 || hasPlus ? "hard" : jointOf(between);
    const before = text.charAt(start - 1);
    const after = text.charAt(at);
    yield {
      start,
      end,
      digits,
      plus: hasPlus,
      from: openBracket ? bracket : from,
      joint,
      inWord:
        /[\p{L}_@#]/u.test(after) ||
        (/[\p{L}_@]/u.test(before) && !/^[xX]$/.test(before)) ||
        // `2+87654321` is a sum.
        (hasPlus && plus === lastEnd),
      word: joint === "hard" ? text.slice(Math.max(lastEnd, start - WORD_WITHIN, 0), from).toLowerCase() : "",
    };
    lastEnd = end;
    between = "";
    plus = -1;
    bracket = -1;
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x09;
}

function jointOf(between: string): Group["joint"] {
  const signs = between.replace(/[\s()]/gu, "");
  if (/[\n\r]/.test(between) || between.length > 4) return "hard";
  if (signs === "") return /^[\s]{0,2}\)?\(?[\s]{0,2}\)?$/u.test(between) ? "soft" : "hard";
  if (/^\p{Pd}$/u.test(signs)) return between.length === 1 ? "dash" : "hard";
  if (signs === ".") return between.length === 1 ? "dot" : "hard";
  return "hard";
}

/** The numbers of groups that no hard joint parts. */
function numbersOf(run: readonly Group[], text: string): FoundNumber[] {
  const [first] = run;
  if (first === undefined) return [];
  if (otherNumbers.test(first.word) || isDate(run) || isPrice(run, text)) return [];
  if (localWords.test(first.word) || phoneWords.test(first.word)) {
    const short = shortNumber(run, text);
    if (short !== undefined) return [short];
  }
  const found: FoundNumber[] = [];
  for (let at = 0; at < run.length; ) {
    const count = groupsOfNumber(run, at);
    if (count > 0) {
      found.push(numberOf(run.slice(at, at + count), text));
      at += count;
    } else at += 1;
  }
  return found;
}

/** `86 51 51 51 lok. 202` is one number. */
function isExtensionOf({ word, from }: Group, number: FoundNumber | undefined): boolean {
  return number?.end === from - word.length && /^[\s,;]{0,5}(?:lokal|lok|ext|x)[\s.:=]*$/u.test(word);
}

/** A short or local number that a word has announced. */
function shortNumber(run: readonly Group[], text: string): FoundNumber | undefined {
  const [first] = run;
  if (first === undefined || run.length > 1 || first.plus || first.inWord) return undefined;
  const { length } = first.digits;
  // "ring 20 minutter", "kald 3 gange"
  if (units.test(text.slice(first.end, first.end + 12))) return undefined;
  return length >= 2 && length <= 6 ? numberOf([first], text) : undefined;
}

/** How many groups from here on are one number; 0 where none begins here. */
function groupsOfNumber(run: readonly Group[], at: number): number {
  const first = run[at];
  if (first === undefined) return 0;
  if (first.plus || /^00[1-9]/.test(first.digits)) return groupsOfInternational(run, at);
  let digits = "";
  for (let count = 1; count <= MOST_GROUPS; count += 1) {
    const group = run[at + count - 1];
    if (group === undefined || group.inWord || group.plus || (count > 1 && group.joint === "hard")) return 0;
    digits += group.digits;
    if (digits.length > 10) return 0;
    const isWhole = /^[2-9]\d{7}$/.test(digits) || /^45[2-9]\d{7}$/.test(digits);
    if (isWhole && isBounded(run, at, count) && isGroupedLikeANumber(run.slice(at, at + count))) return count;
  }
  return 0;
}

/** Of all that could belong to it, the most that is a number of the country. */
function groupsOfInternational(run: readonly Group[], at: number): number {
  let digits = "";
  let best = 0;
  for (let count = 1; count <= MOST_GROUPS; count += 1) {
    const group = run[at + count - 1];
    if (group === undefined || group.inWord || (count > 1 && (group.joint === "hard" || group.plus))) break;
    digits += group.digits === "0" && count > 1 ? "" : group.digits;
    if (digits.length > MOST_DIGITS + 2) break;
    const raw = run[at]?.plus === true ? `+${digits}` : digits;
    const number = normaliseNumber(raw);
    const isDanish = number.kind === "e164" && number.e164.startsWith("+45");
    if (number.kind !== "e164") continue;
    if (isDanish ? number.e164.length === 11 : digits.length >= 8) best = count;
    if (isDanish && number.e164.length >= 11) break;
  }
  return best;
}

/** Whether what stands beside it, in the same line of digits, is a number of its own or nothing. */
function isBounded(run: readonly Group[], at: number, count: number): boolean {
  if (count === 1) return true;
  const next = run[at + count];
  const before = run[at - 1];
  const isLoose = (group: Group | undefined) => group !== undefined && group.digits.length <= 2;
  return !(isLoose(next) && !isNextNumber(run, at + count)) && !(isLoose(before) && at === 1);
}

/** `86 51 51 51 22 33 44 55` are two: looked at without going any further. */
function isNextNumber(run: readonly Group[], at: number): boolean {
  let digits = "";
  for (let count = 0; count < MOST_GROUPS && digits.length < 8; count += 1) digits += run[at + count]?.digits ?? "";
  return /^[2-9]\d{7}$/.test(digits);
}

/** No sum of money, and no groups of one digit. */
function isGroupedLikeANumber(groups: readonly Group[]): boolean {
  if (groups.length === 1) return true;
  if (groups.some(({ digits }) => digits.length < 2)) return false;
  const dots = groups.filter(({ joint }, index) => index > 0 && joint === "dot").length;
  const isSum = dots === groups.length - 1 && groups.slice(1).every(({ digits }) => digits.length === 3);
  return !isSum;
}

/** `03-05-2026`, `2026-05-03`, `3.5.2026`; also with a time behind it, which a hard joint has parted. */
function isDate(run: readonly Group[]): boolean {
  if (run.length < 3) return false;
  const [a, b, c] = run;
  if (a === undefined || b === undefined || c === undefined) return false;
  const isJoined = (b.joint === "dash" || b.joint === "dot") && c.joint === b.joint;
  if (!isJoined) return false;
  const isDay = (digits: string) => /^(?:0?[1-9]|[12]\d|3[01])$/.test(digits);
  const isYear = (digits: string) => /^(?:19|20)\d\d$/.test(digits);
  return (
    (isDay(a.digits) && isDay(b.digits) && isYear(c.digits)) || (isYear(a.digits) && isDay(b.digits) && isDay(c.digits))
  );
}

/** `1.234.567,00`, `86515151 kr`, `$22345678`. */
function isPrice(run: readonly Group[], text: string): boolean {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return false;
  if (/[$€£¥]\s?$/u.test(text.slice(Math.max(first.from - 2, 0), first.from))) return true;
  const behind = text.slice(last.end, last.end + 8).toLowerCase();
  return /^,\d{2}(?!\d)/.test(behind) || /^(?:,-)?\s?(?:kr\b|dkk|eur|usd|€|\$|%)/.test(behind);
}

function numberOf(groups: readonly Group[], text: string): FoundNumber {
  const start = groups[0]?.from ?? 0;
  const end = groups.at(-1)?.end ?? start;
  const digits = groups.map((group, index) => (index > 0 && group.digits === "0" ? "" : group.digits)).join("");
  return { start, end, raw: text.slice(start, end), number: groups[0]?.plus === true ? `+${digits}` : digits };
}
