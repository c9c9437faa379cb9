import { createHash, randomBytes } from "node:crypto";

/** A new secret of 256 bits, URL-safe. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a secret of our own making: it has too many bits to be guessed, so a plain hash is enough. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/** The token of an `Authorization: Bearer …` header (RFC 6750, section 2.1). */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer ([A-Za-z0-9_-]{32,256})$/.exec(header ?? "")?.[1];
}
