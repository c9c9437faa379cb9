import { isOlderVersion } from "./version-order.ts";

const headings = { da: "Dansk", en: "English" } as const;

/**
 * What CHANGELOG.md tells employees about the versions after one up to another, the newest first: the points of each version's
 * part in that language, without their marks.
 *
 * @param after the version that ran before
 * @param upTo the version that runs now
 */
export function newsOf(changelog: string, locale: "da" | "en", after: string, upTo: string): string[] {
  const points: string[] = [];
  let counts = false;
  let isLocale = false;
  for (const line of changelog.split(/\r?\n/)) {
    const version = /^## \[?(\d+\.\d+\.\d+)/.exec(line)?.[1];
    if (version !== undefined) {
      counts = isOlderVersion(after, version) && !isOlderVersion(upTo, version);
      isLocale = false;
    } else if (line.startsWith("## ")) counts = false;
    else if (line.startsWith("### ")) isLocale = line.slice(4).trim() === headings[locale];
    else if (counts && isLocale) addLine(points, line);
  }
  return points;
}

/** A point begins with "- "; its further lines are indented. */
function addLine(points: string[], line: string): void {
  const point = /^[-*] +(.*)$/.exec(line)?.[1];
  if (point !== undefined) points.push(point.trim());
  else if (/^\s+\S/.test(line) && points.length > 0) points.push(`${points.pop() ?? ""} ${line.trim()}`);
}
