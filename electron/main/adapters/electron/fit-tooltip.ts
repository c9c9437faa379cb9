/** Windows takes 127 and cuts the rest off (NOTIFYICONDATA). UTF-16 code units. */
const LONGEST = 127;

/** As many whole lines as the system shows; a first line that is too long ends with an ellipsis. */
export function fitTooltip(text: string): string {
  const [first = "", ...others] = text.split("\n");
  let shown = first;
  if (first.length > LONGEST) shown = `${first.slice(0, LONGEST - 1).replace(/\p{Surrogate}$/u, "")}…`;
  for (const line of others) {
    if (shown.length + 1 + line.length > LONGEST) break;
    shown += `\n${line}`;
  }
  return shown;
}
