import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { plainText } from "./plain-text.ts";

/**
 * A number in one form:
 * - `e164`: a subscriber anywhere, `+4586515151` (ITU-T E.164);
 * - `short`: a Danish short code (112, 1813, 118 …), dialled as it is;
 * - `local`: a local number of the PBX, or another number that only the PBX understands, dialled as it is;
 * - `code`: a feature code with `*` or `#`;
 * - `none`: there is no number in it.
 */
export type NormalisedNumber =
  | { kind: "e164"; e164: string }
  | { kind: "short"; digits: string }
  | { kind: "local"; digits: string }
  | { kind: "code"; digits: string }
  | { kind: "none" };

/** Emergency, harbour and service codes of the Danish numbering plan: three to six digits that are no local number. */
const shortCodes = /^(?:112|113|114|118|155|180[0-9]|181[0-9]|116\d{3})$/;

/** Longest number that E.164 allows, plus room for a prefix that is dialled with it. */
const MOST_DIGITS = 20;
/** More than this is not read of what is said to be one number. Characters. */
const MOST_WRITTEN = 200;
const PLAIN_DANISH = /^(?:\+45|0045|45)?[2-9]\d{7}$/;
const DANISH = /^45[2-9]\d{7}$/;
/** In groups, however many digits each has. */
const GROUPED_DANISH = /^(?:\+45|\(\+45\)|0045|45)?[ .-]?[2-9](?:[ .-]?\d){7}$/;

/**
 * Reads one number in whatever form people and systems write it: `+45 (0) 86 51 51 51`, `0045…`,
 * `tel:+45-86-51-51-51;ext=12`, `86 51 51 51 lok. 202`, full-width digits, any kind of space or dash. Numbers without a
 * country are Danish: eight digits and no trunk prefix. An extension behind the number is left out. Never throws.
 */
export function normaliseNumber(raw: string): NormalisedNumber {
  // Nearly all numbers come like this, and need no library.
  if (PLAIN_DANISH.test(raw)) return { kind: "e164", e164: `+45${raw.slice(-8)}` };
  if (GROUPED_DANISH.test(raw)) return { kind: "e164", e164: `+45${raw.replace(/\D/g, "").slice(-8)}` };
  const written = splitExtension(readable(raw)).number;
  if (/\p{L}/u.test(written) || isSeveral(written)) return { kind: "none" };
  const plus = /^\s*\(?\+/u.test(written);
  const symbols = (plus ? written.replace(/\(0\)/u, "") : written).replace(/[^\d*#]/gu, "");
  if (symbols === "" || symbols.length > MOST_DIGITS) return { kind: "none" };
  if (/[*#]/.test(symbols)) return /\d/.test(symbols) ? { kind: "code", digits: symbols } : { kind: "none" };
  if (plus) return international(symbols);
  if (symbols.startsWith("00") && symbols.length > 6) return international(symbols.slice(2));
  return national(symbols);
}

/** What is read of a text that is said to be one number. */
function readable(raw: string): string {
  return withoutScheme(plainText(raw.replace(/^[\s\p{Cf}]+/u, "").slice(0, MOST_WRITTEN)).trim());
}

/** `112, 114` are two numbers; `86,51,51,51` is one, and so is `+49 89/1234567`. */
function isSeveral(written: string): boolean {
  const parts = written.split(/[,;/|]/u).filter((part) => /\d/u.test(part));
  if (parts.length < 2) return false;
  // As Germans and Austrians write it, with a slash behind the area code; Denmark has none.
  const abroad = /^\(?(?:\+|00)(?!45)(\d[\d\s()]{2,8}\/[\d\s-]+)$/u.exec(written)?.[1];
  if (abroad !== undefined && parsePhoneNumberFromString(`+${abroad.replace(/\D/gu, "")}`)?.isValid() === true)
    return false;
  const isGrouped = parts.every((part) => part.replace(/\D/gu, "").length < 8);
  return !(isGrouped && !/,\s|;/u.test(written) && /^(?:45)?[2-9]\d{7}$/.test(written.replace(/\D/gu, "")));
}

/** The number in a link (RFC 3966, RFC 3261, section 19.1): parameters go, and a context that is a prefix comes before it. */
function withoutScheme(text: string): string {
  const scheme = /^(?:tel|callto|sips?):(?:\/\/)?/iu.exec(text);
  if (scheme === null) return text;
  const [number = "", ...parameters] = decoded(text.slice(scheme[0].length))
    .replace(/[?@].*$/su, "")
    .split(";");
  const context = parameters.map((one) => /^phone-context=(\+[\d().-]+)$/iu.exec(one.trim())?.[1]).find(Boolean);
  const extension = parameters.map((one) => /^ext=(\d{1,8})$/iu.exec(one.trim())?.[1]).find(Boolean);
  const whole = context === undefined || number.startsWith("+") ? number : `${context}${number}`;
  return extension === undefined ? whole : `${whole} ext ${extension}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `lok. 202`, `ext 12`, `x12` behind a number, or a comma as telephones write a pause, belong to whoever answers there. */
function splitExtension(text: string): { number: string; extension?: string } {
  const found =
    /(?<=\d)[\s,;]{0,5}(?:lokal|lok|ext|x)[.:=\s]{0,3}(\d{1,8})$/iu.exec(text) ??
    /(?<=^[+\d\s().-]{8,30}),{1,5}(\d{1,6})$/u.exec(text);
  if (found === null) return { number: text };
  return { number: text.slice(0, found.index), ...(found[1] === undefined ? {} : { extension: found[1] }) };
}

/** The extension that is written behind a number, and that nobody dials. */
export function extensionOf(raw: string): string | undefined {
  return splitExtension(readable(raw)).extension;
}

function international(digits: string): NormalisedNumber {
  if (digits.length < 5 || digits.length > 15 || digits.startsWith("0")) return { kind: "none" };
  // `+45 112`: short codes have no country, and nobody is to fail who writes one.
  if (digits.startsWith("45") && shortCodes.test(digits.slice(2))) return { kind: "short", digits: digits.slice(2) };
  if (DANISH.test(digits)) return { kind: "e164", e164: `+${digits}` };
  // `+45 086515151`: a zero that belongs to other countries' way of writing.
  const parsed = parsePhoneNumberFromString(`+${digits.replace(/^450(?=\d{8}$)/, "45")}`);
  // The library drops zeros where a country has a trunk prefix; in a number that it does not know, they may be its own.
  return { kind: "e164", e164: parsed?.isValid() === true ? parsed.number : `+${digits}` };
}

function national(digits: string): NormalisedNumber {
  if (shortCodes.test(digits)) return { kind: "short", digits };
  if (digits.length === 8 && /^[2-9]/.test(digits)) return { kind: "e164", e164: `+45${digits}` };
  if (digits.length === 10 && /^45[2-9]/.test(digits)) return { kind: "e164", e164: `+${digits}` };
  if (digits.length > 8) {
    // A-numbers from abroad often come without the plus.
    const parsed = parsePhoneNumberFromString(`+${digits}`);
    if (parsed?.isValid() === true) return { kind: "e164", e164: parsed.number };
  }
  return digits.length >= 2 ? { kind: "local", digits } : { kind: "none" };
}
