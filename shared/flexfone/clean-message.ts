/** The PBX's own words are shown up to this. Characters. */
const MOST = 300;

/**
 * `hash=…` in an address that the message repeats, as ASP.NET does where it knows no such method; in whatever encoding
 * it is there.
 */
const secretParameter = /\b(account|hash|username|password|adgangskode|token)(\s*=\s*)[^\s&'",;]+/gi;

/**
 * The PBX's message as it may be shown and logged: one line, no secret of the request that it may repeat, and of longer
 * numbers the last two digits only.
 *
 * @param secrets hash, password, token: whatever the request held that nobody is to see
 */
export function cleanMessage(message: string, secrets: readonly string[]): string {
  // Secrets first: half a secret at the end of what is kept would not be known for one.
  let text = message;
  for (const secret of secrets) if (secret !== "") text = text.replaceAll(secret, "•••");
  text = text.slice(0, 4 * MOST).replaceAll(secretParameter, "$1$2•••");
  const oneLine = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  const withoutNumbers = oneLine.replaceAll(
    /\+?\d(?:[ -]?\d){6,}|\b\d\d(?:\.\d\d){3}\b/gu,
    (number) => `•••${number.slice(-2)}`,
  );
  return withoutNumbers.length > MOST ? `${withoutNumbers.slice(0, MOST - 1)}…` : withoutNumbers;
}
