import { randomInt, scrypt } from "node:crypto";
import { readShortCode, SHORT_CODE_ALPHABET, SHORT_CODE_LENGTH } from "../../shared/pairing/short-code.ts";

/**
 * What is stored of a short code. It has 40 bits, which are few for somebody who has the database, so each guess is made to
 * cost some 50 ms and 32 MiB (scrypt, RFC 7914); the code itself lives for half an hour.
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

export const slowHash: SlowHash = (typed, salt) =>
  new Promise((resolve, reject) => {
    const code = readShortCode(typed) ?? typed;
    scrypt(code, salt, 32, { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }, (error, key) => {
      if (error === null) resolve(`scrypt:${key.toString("base64url")}`);
      else reject(error);
    });
  });
