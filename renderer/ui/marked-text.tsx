import type { ReactNode } from "react";
import "./marked-text.css";

interface MarkedTextProps {
  text: string;
  /** What of it is marked: from, to (UTF-16 units), in order and apart from each other. */
  ranges: readonly (readonly [number, number])[];
}

/** A text in which what was searched for stands out. */
export function MarkedText({ text, ranges }: MarkedTextProps) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    if (from < at || to <= from) continue;
    parts.push(text.slice(at, from));
    parts.push(
      <mark key={from} className="marked-text">
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}
