const hiddenWords = new Set([
  "anonymous",
  "anonym",
  "unknown",
  "ukendt",
  "hidden",
  "skjult",
  "hemmeligt",
  "private",
  "privat",
  "restricted",
  "withheld",
  "unavailable",
  "notavailable",
  "null",
  "undefined",
  "none",
  "s",
]);

/** Whether an A-number says that the caller hides it: empty, or a word such as "Anonymous" in any case. */
export function isHiddenNumber(raw: string): boolean {
  const text = raw.normalize("NFKC").trim().toLowerCase();
  if (text === "" || /^[-+*#.\s]*$/.test(text)) return true;
  const user = text.replace(/^sips?:/, "").replace(/@.*$/, "");
  return hiddenWords.has(user.replaceAll(/[^\p{L}]/gu, "")) && !/\d/.test(user);
}
