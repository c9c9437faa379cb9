/**
 * Says what is wrong with a JSON text and on which line, without any of the text: JSON.parse quotes from it, and there may
 * be secrets in it.
 */
export function describeJsonError(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const quoted = /^(Unexpected token) '[\s\S]{1,2}', (\.\.\.)?"([\s\S]*)"(?:\.\.\.)? is not valid JSON$/u.exec(message);
  if (quoted !== null) {
    const [, what, ellipsis, excerpt = ""] = quoted;
    const at = text.indexOf(excerpt);
    const before = ellipsis === undefined ? 0 : EXCERPT_BEFORE;
    return at < 0 ? `${what}` : `${what}, about line ${lineOf(text, at + before)}`;
  }
  const position = /^(.*) in JSON at position \d+ \(line (\d+) column (\d+)\)$/u.exec(message);
  if (position !== null) return `${position[1]}, line ${position[2]}, column ${position[3]}`;
  return /^Unexpected end of JSON input/.test(message) ? "it ends too early" : "it cannot be read";
}

/** An excerpt from the middle begins this many characters before the place. */
const EXCERPT_BEFORE = 10;

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}
