/** `\n`, `\,`, `\;`, `\:` and `\\` as what they stand for (RFC 6350, section 3.4). Other backslashes stay. */
export function unescaped(value: string): string {
  if (!value.includes("\\")) return value;
  return value.replace(/\\([nN,;:\\])/g, (_, sign: string) => (sign === "n" || sign === "N" ? "\n" : sign));
}

/** The parts of a value between separators that are not escaped, each still escaped. */
export function splitUnescaped(value: string, separator: ";" | ","): string[] {
  if (!value.includes("\\")) return value.split(separator);
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === "\\") at += 1;
    else if (value[at] === separator) {
      parts.push(value.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(value.slice(from));
  return parts;
}
