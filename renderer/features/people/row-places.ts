/** How tall a person's row and a section's heading are, CSS pixels. */
const ROW_HEIGHT = 48;
export const HEADING_HEIGHT = 28;
/** So many rows are asked for at once. */
export const PAGE_ROWS = 100;

export interface Section {
  /** `★`, a letter, or `#`. */
  title: string;
  /** Its first row. */
  offset: number;
}

/**
 * Where each row of the list lies, although nobody has seen most of them: each is taken for a person until its page says
 * that it is the same person as the one before, and takes no room. All lengths are in CSS pixels.
 */
export class RowPlaces {
  readonly rows: number;
  readonly sections: readonly Section[];
  /** For each page that is known, the rows in it without room, in order. */
  readonly #gaps = new Map<number, readonly number[]>();
  /** How many of them there are in the pages before, as a Fenwick tree. */
  readonly #tree: Int32Array;

  constructor(rows: number, sections: readonly Section[]) {
    this.rows = rows;
    this.sections = sections;
    this.#tree = new Int32Array(Math.ceil(rows / PAGE_ROWS) + 1);
  }

  get height(): number {
    return this.topOf(this.rows);
  }

  /** @param gaps the rows of this page that take no room, counted from the list's first, in order */
  setPage(page: number, gaps: readonly number[]): void {
    const more = gaps.length - (this.#gaps.get(page)?.length ?? 0);
    this.#gaps.set(page, gaps);
    if (more === 0) return;
    for (let at = page + 1; at < this.#tree.length; at += at & -at) this.#tree[at] = (this.#tree[at] ?? 0) + more;
  }

  /** Where a row begins, or the heading above it if there is one. For the row behind the last, where the list ends. */
  topOf(row: number): number {
    return (row - this.#gapsBefore(row)) * ROW_HEIGHT + this.#headingsBefore(row) * HEADING_HEIGHT;
  }

  /** The section that begins with this row. */
  headingOf(row: number): Section | undefined {
    const section = this.sectionOf(row);
    return section?.offset === row ? section : undefined;
  }

  /** The section that this row is in. */
  sectionOf(row: number): Section | undefined {
    return this.sections[this.#headingsBefore(row + 1) - 1];
  }

  /** The row that lies there; of several that begin there, the last, which is the one with room. */
  rowAt(top: number): number {
    let low = 0;
    let high = Math.max(0, this.rows - 1);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.topOf(middle) <= top) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #gapsBefore(row: number): number {
    const page = Math.floor(row / PAGE_ROWS);
    let before = 0;
    for (let at = page; at > 0; at -= at & -at) before += this.#tree[at] ?? 0;
    for (const gap of this.#gaps.get(page) ?? []) {
      if (gap >= row) break;
      before += 1;
    }
    return before;
  }

  /** How many sections begin before this row. */
  #headingsBefore(row: number): number {
    let low = 0;
    let high = this.sections.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sections[middle]?.offset ?? row) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
