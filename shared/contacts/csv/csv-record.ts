/** What a look at a record came to. */
export type Scan =
  | { state: "row"; cells: string[] /** Where its line end stands. */; end: number }
  /** Its end is not here yet. */
  | { state: "unfinished" }
  /** A record may have so much, and no more: it ends somewhere behind `at`, on the same line. */
  | { state: "too-long"; at: number }
  /** A quote has no end, as far as `searched`. */
  | { state: "unclosed"; searched: number };

type Field = { state: "field"; text: string; end: number } | Exclude<Scan, { state: "row" }>;

const SPACE = 0x20;
const QUOTE = 0x22;

/** A part of a CSV file that begins where a record begins, and perhaps ends where none ends. */
export class CsvText {
  readonly length: number;
  private readonly text: string;
  private readonly delimiter: string;
  private readonly isLast: boolean;
  private readonly longest: number;
  private readonly feeds: Finder;
  private readonly returns: Finder;
  private readonly quotes: Finder;
  private readonly delimiters: Finder;

  /** @param isLast nothing comes behind it @param longest record, characters */
  constructor(text: string, delimiter: string, isLast: boolean, longest: number) {
    this.text = text;
    this.length = text.length;
    this.delimiter = delimiter;
    this.isLast = isLast;
    this.longest = longest;
    this.feeds = finder(text, "\n");
    this.returns = finder(text, "\r");
    this.quotes = finder(text, '"');
    this.delimiters = finder(text, delimiter);
  }

  slice(from: number, to?: number): string {
    return this.text.slice(from, to);
  }

  /** Where the line ends, with its CR, LF or CR LF or with the file; -1 where that is not here yet. */
  lineEnd(at: number): number {
    const feed = this.feeds(at);
    const back = this.returns(at);
    const end = feed < 0 ? back : back < 0 ? feed : Math.min(feed, back);
    if (end < 0) return this.isLast ? this.length : -1;
    // An LF may follow.
    return end === this.length - 1 && end === back && !this.isLast ? -1 : end;
  }

  /** Where the line behind a line end begins. */
  afterBreak(end: number): number {
    if (end >= this.length) return this.length;
    return this.text.startsWith("\r\n", end) ? end + 2 : end + 1;
  }

  breaksBetween(from: number, to: number): number {
    let count = 0;
    for (let end = this.lineEnd(from); end >= 0 && end < to; end = this.lineEnd(this.afterBreak(end))) count += 1;
    return count;
  }

  /** How much is here of what begins at `at`, without a CR that may be half a line end. */
  available(at: number): number {
    const isHalf = !this.isLast && this.text.charCodeAt(this.length - 1) === 0x0d;
    return this.length - at - (isHalf ? 1 : 0);
  }

  /** The record that begins at `start`. */
  record(start: number): Scan {
    const firstEnd = this.lineEnd(start);
    if (firstEnd < 0 || firstEnd - start > this.longest) return this.waitOr(start, { state: "too-long", at: start });
    const quote = this.quotes(start);
    if (quote < 0 || quote >= firstEnd) {
      return { state: "row", cells: this.slice(start, firstEnd).split(this.delimiter), end: firstEnd };
    }
    const cells: string[] = [];
    for (let at = start; ; ) {
      const open = this.afterSpaces(at);
      if (open - start > this.longest) return { state: "too-long", at };
      if (open === this.length && !this.isLast) return { state: "unfinished" };
      const isQuoted = this.text.charCodeAt(open) === QUOTE;
      const field = isQuoted ? this.quoted(open, start) : this.unquoted(at, start);
      if (field.state !== "field") return field;
      cells.push(field.text);
      if (!this.text.startsWith(this.delimiter, field.end)) return { state: "row", cells, end: field.end };
      at = field.end + 1;
    }
  }

  /** What is not here may still come, as long as the record is not longer than any. */
  private waitOr<Otherwise>(start: number, otherwise: Otherwise): { state: "unfinished" } | Otherwise {
    return this.available(start) > this.longest || this.isLast ? otherwise : { state: "unfinished" };
  }

  private unquoted(at: number, start: number): Field {
    const end = this.fieldEnd(at);
    if (end < 0 || end - start > this.longest) return this.waitOr(start, { state: "too-long", at });
    return { state: "field", text: this.slice(at, end), end };
  }

  /** Where a delimiter or the line's end is next. */
  private fieldEnd(at: number): number {
    const delimiter = this.delimiters(at);
    const end = this.lineEnd(at);
    if (delimiter < 0) return end;
    return end < 0 ? delimiter : Math.min(delimiter, end);
  }

  /** A field whose quote stands at `open`. */
  private quoted(open: number, start: number): Field {
    const from = open + 1;
    for (let search = from; ; ) {
      const quote = this.quotes(search);
      if (quote < 0 || quote - start > this.longest) {
        const searched = Math.min(this.length, start + this.longest);
        return this.waitOr(start, { state: "unclosed", searched });
      }
      if (quote + 1 === this.length && !this.isLast) return { state: "unfinished" };
      if (this.text.charCodeAt(quote + 1) === QUOTE) {
        search = quote + 2;
        continue;
      }
      const end = this.afterSpaces(quote + 1);
      if (end - start > this.longest) return { state: "too-long", at: quote };
      // A CR may be half of a line end.
      if (!this.isLast && this.available(end) <= 0) return { state: "unfinished" };
      if (this.isFieldEnd(end)) return { state: "field", text: unquotedText(this.slice(from, quote)), end };
      return this.oddQuote(from, quote, start);
    }
  }

  /** Behind a quote stands more. */
  private oddQuote(from: number, quote: number, start: number): Field {
    const lineEnd = this.lineEnd(from);
    // It opens a field of a later line: this one was never closed.
    if (lineEnd >= 0 && lineEnd < quote) return { state: "unclosed", searched: quote };
    if (lineEnd < 0 || lineEnd - start > this.longest) return this.waitOr(start, { state: "too-long", at: quote });
    const close = this.laterClose(quote + 1, lineEnd);
    if (close >= 0)
      return { state: "field", text: unquotedText(this.slice(from, close)), end: this.afterSpaces(close + 1) };
    const end = this.fieldEnd(quote);
    return { state: "field", text: unquotedText(this.slice(from, quote)) + this.slice(quote + 1, end), end };
  }

  /** Of `"Firma "Nordlys" A/S"`, the last; -1 where another field's quote comes before. */
  private laterClose(from: number, lineEnd: number): number {
    for (let quote = this.quotes(from); quote >= 0 && quote < lineEnd; quote = this.quotes(quote + 1)) {
      if (this.text.startsWith(this.delimiter, quote - 1)) return -1;
      if (this.isFieldEnd(this.afterSpaces(quote + 1))) return quote;
    }
    return -1;
  }

  private isFieldEnd(at: number): boolean {
    if (at >= this.length) return true;
    const code = this.text.charCodeAt(at);
    return code === 0x0a || code === 0x0d || this.text.startsWith(this.delimiter, at);
  }

  private afterSpaces(at: number): number {
    let after = at;
    while (this.text.charCodeAt(after) === SPACE) after += 1;
    return after;
  }
}

function unquotedText(text: string): string {
  return text.includes('""') ? text.replaceAll('""', '"') : text;
}

type Finder = (from: number) => number;

/** `text.indexOf(sign, from)`, which is not asked again while the answer is known. */
function finder(text: string, sign: string): Finder {
  let asked = 0;
  let found = -2;
  return (from) => {
    const isKnown = found !== -2 && from >= asked && (found < 0 || from <= found);
    if (!isKnown) {
      asked = from;
      found = text.indexOf(sign, from);
    }
    return found;
  };
}
