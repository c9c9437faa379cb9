/** A table, aligned so that it can be read as text too; numbers to the right. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [header, ...rows].map((row) => header.map((_, column) => escaped(row[column] ?? "")));
  const widths = header.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? "").length)));
  const isNumber = header.map((_, column) =>
    rows.every((row) => /^(?:[-–≤≥<~]?\s*[\d.,]|—|$)/.test(row[column] ?? "")),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => (isNumber[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, at) => (isNumber[at] ? `${"-".repeat(width + 1)}:` : "-".repeat(width + 2))).join("|")}|`;
  const [head = [], ...body] = cells;
  return [line(head), rule, ...body.map(line)].join("\n");
}

/** Three significant digits at most, with thin separators of thousands as the documents have them: 12,345 or 0.312. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return "—";
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** Puts a suite's text in the place of what it wrote before, or at the end; what others wrote stays. */
export function replaceSection(document: string, suite: string, text: string): string {
  const begin = `<!-- begin ${suite} -->`;
  const end = `<!-- end ${suite} -->`;
  const section = `${begin}\n${text.trim()}\n${end}`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) return `${document.trimEnd()}\n\n${section}\n`;
  return `${document.slice(0, from)}${section}${document.slice(to + end.length)}`;
}
