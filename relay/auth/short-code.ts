import { randomInt, scrypt } from "node:crypto";
import { readShortCode, SHORT_CODE_ALPHABET, SHORT_CODE_LENGTH } from "../../shared/pairing/short-code.ts";
import type { ShortCode } from "../storage/device-store.ts";

/** A code that can be read out could be overheard, and has fewer bits. Milliseconds. */
export const SHORT_CODE_LIFE_MS = 30 * 60_000;
/** After so many wrong tries that may have been meant for it, a code is dead. */
const TRIES = 5;
/** Of its eight letters, so many are stored as they are, to find the codes that a wrong try may have been meant for. */
const SLOT_LETTERS = 2;

/**
 * What is stored of a short code. Its other letters have 30 bits, which are few for somebody who has the database, so each
 * guess is made to cost some 50 ms and 32 MiB (scrypt, RFC 7914): more than a year for one core, and the code lives for
 * half an hour. A key file beside the database would be cheaper, but whoever copies the one is likely to copy the other.
 */
export type SlowHash = (code: string, salt: string) => Promise<string>;

/** An invitation code that can be read out and typed. */
export function newShortCode(): string {
  const letter = () => SHORT_CODE_ALPHABET[randomInt(SHORT_CODE_ALPHABET.length)];
  return Array.from({ length: SHORT_CODE_LENGTH }, letter).join("");
}

/** Whether it is one, however it is typed. */
export function isShortCode(typed: string): boolean {
  return readShortCode(typed) !== undefined;
}

/** What is stored of a code beside its hash. */
export function shortCodeOf(typed: string): ShortCode | undefined {
  const slot = readShortCode(typed)?.slice(0, SLOT_LETTERS);
  return slot === undefined ? undefined : { slot, tries: TRIES };
}

export const slowHash: SlowHash = (typed, salt) =>
  new Promise((resolve, reject) => {
    const code = readShortCode(typed) ?? typed;
    scrypt(code, salt, 32, { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }, (error, key) => {
      if (error === null) resolve(`scrypt:${key.toString("base64url")}`);
      else reject(error);
    });
  });
