import { decodeText } from "../encoding/decode-text.ts";

/** A property of a card, unfolded, as bytes (`byte-text.ts`). */
export interface Property {
  /** In capitals, without the group. */
  name: string;
  /** `item1` of `item1.TEL`, in lower case. */
  group?: string;
  /** What stands between name and value, without the leading `;`. */
  parameters: string;
  value: string;
  /** Its first line, from 1. */
  line: number;
}

/** What of the parameters is of use, of all versions. */
export interface Parameters {
  /** In lower case: of `TYPE=cell,voice`, `TYPE="cell,voice"` and of vCard 2.1's bare `CELL;VOICE`. */
  readonly types: string[];
  /** As it stands there: of `LABEL=` and of a bare or typed `X-…`. */
  label?: string;
  encoding: "none" | "quoted-printable" | "base64";
  charset?: string;
  /** 1 for what is preferred most, to 100 (RFC 6350, section 5.3). */
  preference: number;
}

/** Group, name and what ends the name (RFC 6350, section 3.3), also with a space where none belongs. */
export const propertyStart = /^(?:([\w-]+)\.)?([\w-]+)[ \t]*([:;])/;

const LEAST_PREFERRED = 100;

/** `X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=98)`, which is how Android writes a label of one's own. */
const androidLabel = /^X-CUSTOM\((?:[^,)]*,)*([^,)]*)\)$/i;

/** Undefined where the line is no property. */
export function readProperty(text: string, line: number): Property | undefined {
  const start = propertyStart.exec(text);
  const [whole, group, name, end] = start ?? [];
  if (whole === undefined || name === undefined) return undefined;
  const colon = end === ":" ? whole.length - 1 : endOfParameters(text, whole.length);
  if (colon < 0) return undefined;
  const property: Property = {
    name: name.toUpperCase(),
    parameters: text.slice(whole.length, colon),
    value: text.slice(colon + 1),
    line,
  };
  if (group !== undefined) property.group = group.toLowerCase();
  return property;
}

/** The first colon that is not within quotes; where a quote is never closed, the first at all. */
function endOfParameters(text: string, from: number): number {
  const first = text.indexOf(":", from);
  const quote = text.indexOf('"', from);
  if (quote < 0 || first < quote) return first;
  let isQuoted = false;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) isQuoted = !isQuoted;
    else if (code === 0x3a && !isQuoted) return at;
  }
  return first;
}

/** Every program writes the same few, card by card. */
const known = new Map<string, Readonly<Parameters>>();
const MOST_KNOWN = 500;
/** Longer ones are hardly written twice. Characters. */
const LONGEST_KNOWN = 80;

/** @param text as of `Property` */
export function readParameters(text: string): Readonly<Parameters> {
  const before = known.get(text);
  if (before !== undefined) return before;
  const read = parameters(text);
  if (text.length <= LONGEST_KNOWN && known.size < MOST_KNOWN) known.set(text, read);
  return read;
}

function parameters(text: string): Parameters {
  const read: Parameters = { types: [], encoding: "none", preference: LEAST_PREFERRED };
  if (text === "") return read;
  for (const parameter of splitOutsideQuotes(text, ";")) {
    const custom = androidLabel.exec(parameter)?.[1];
    if (custom !== undefined) {
      read.label = withoutEncoding(custom, "quoted-printable");
      continue;
    }
    const equals = parameter.indexOf("=");
    const name = equals < 0 ? "" : parameter.slice(0, equals).trim().toUpperCase();
    const value = equals < 0 ? parameter.trim() : parameter.slice(equals + 1).trim();
    if (name === "") addType(read, value);
    else if (name === "TYPE") for (const one of splitOutsideQuotes(value, ",")) addTypes(read, one);
    else if (name === "ENCODING") read.encoding = encodingOf(value) ?? "none";
    else if (name === "CHARSET") read.charset = unquoted(value);
    else if (name === "LABEL") read.label = unquoted(value);
    else if (name === "PREF") read.preference = preferenceOf(unquoted(value));
  }
  return read;
}

/** `"work,voice"` is in quotes, but is a list all the same (RFC 6350, section 6.4.1). */
function addTypes(read: Parameters, value: string): void {
  for (const one of unquoted(value).split(",")) addType(read, one);
}

function addType(read: Parameters, written: string): void {
  const value = unquoted(written.trim());
  const encoding = encodingOf(value);
  if (encoding !== undefined) read.encoding = encoding;
  else if (/^x-/i.test(value)) read.label ??= value.slice(2);
  else if (/^pref$/i.test(value)) read.preference = 1;
  else if (value !== "") read.types.push(value.toLowerCase());
}

function preferenceOf(value: string): number {
  return /^[1-9]\d?$/.test(value) ? Number(value) : LEAST_PREFERRED;
}

function encodingOf(value: string): Parameters["encoding"] | undefined {
  switch (unquoted(value).toUpperCase()) {
    case "QUOTED-PRINTABLE":
    case "Q":
      return "quoted-printable";
    case "BASE64":
    case "B":
      return "base64";
    case "8BIT":
    case "7BIT":
      return "none";
    default:
      return undefined;
  }
}

function unquoted(value: string): string {
  return value.replaceAll('"', "");
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === separator && !isQuoted) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** The value as text, without its encoding, still escaped. */
export function decodedValue(value: string, { encoding, charset }: Parameters): string {
  return decodeText(withoutEncoding(value, encoding), charset);
}

function withoutEncoding(value: string, encoding: Parameters["encoding"]): string {
  if (encoding === "quoted-printable") {
    return value.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  if (encoding !== "base64") return value;
  try {
    return atob(value.replaceAll(/\s/g, ""));
  } catch {
    return value;
  }
}
