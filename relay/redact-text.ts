/** As long as the shortest hook secret; tokens and codes are longer. */
const SECRET = /[A-Za-z0-9_-]{32,}/g;
/** Seven digits or more, also where they are written in groups. */
const NUMBER = /\+?\d(?: ?\d){6,}/g;

/** A text that others wrote, such as an error's message, without what looks like a secret or a telephone number. */
export function redactText(text: string): string {
  return text.replace(SECRET, "[redacted]").replace(NUMBER, (number) => `…${number.slice(-2)}`);
}
