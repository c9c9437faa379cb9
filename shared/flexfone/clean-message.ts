/** The PBX's own words are shown up to this. Characters. */
const MOST = 300;

/**
 * The PBX's message as it may be shown and logged: one line, no secret of the request that it may repeat, and of longer
 * numbers the last two digits only.
 *
 * @param secrets hash, password, token: whatever the request held that nobody is to see
 */
export function cleanMessage(message: string, secrets: readonly string[]): string {
  let text = message.slice(0, 4 * MOST);
  for (const secret of secrets) if (secret !== "") text = text.replaceAll(secret, "•••");
  const oneLine = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  const withoutNumbers = oneLine.replaceAll(
    /\+?\d(?:[ -]?\d){6,}|\b\d\d(?:\.\d\d){3}\b/gu,
    (number) => `•••${number.slice(-2)}`,
  );
  return withoutNumbers.length > MOST ? `${withoutNumbers.slice(0, MOST - 1)}…` : withoutNumbers;
}
