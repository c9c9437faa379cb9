/** One choice per field, as indices into the fields' values. */
export type Row = readonly number[];

/**
 * A short list of rows in which every two values of every two fields occur together at least once ("pairwise
 * testing"). Greedy and deterministic; the first row is all zeros.
 *
 * @param sizes how many values each field has, each at least 1
 */
export function coverPairs(sizes: readonly number[]): Row[] {
  const open = new Set<string>();
  forEachPair(sizes.length, (a, b) => {
    for (let x = 0; x < size(sizes, a); x++) for (let y = 0; y < size(sizes, b); y++) open.add(pairKey(a, x, b, y));
  });

  const rows: Row[] = [];
  const take = (row: Row) => {
    rows.push(row);
    forEachPair(row.length, (a, b) => open.delete(pairKey(a, row[a] ?? 0, b, row[b] ?? 0)));
  };
  take(sizes.map(() => 0));
  for (const key of open) {
    const [a = 0, x = 0, b = 0, y = 0] = key.split(",").map(Number);
    take(
      fill(
        sizes,
        new Map([
          [a, x],
          [b, y],
        ]),
        open,
      ),
    );
  }
  return rows;
}

/** Completes a row that is given in part, each field with the value that covers most pairs that are still open. */
function fill(sizes: readonly number[], given: Map<number, number>, open: ReadonlySet<string>): Row {
  for (let field = 0; field < sizes.length; field++) {
    if (given.has(field)) continue;
    let best = 0;
    let bestGain = -1;
    for (let value = 0; value < size(sizes, field); value++) {
      let gain = 0;
      for (const [other, chosen] of given) {
        const key = other < field ? pairKey(other, chosen, field, value) : pairKey(field, value, other, chosen);
        if (open.has(key)) gain++;
      }
      if (gain <= bestGain) continue;
      best = value;
      bestGain = gain;
    }
    given.set(field, best);
  }
  return sizes.map((_, field) => given.get(field) ?? 0);
}

function forEachPair(fields: number, visit: (a: number, b: number) => void): void {
  for (let a = 0; a < fields; a++) for (let b = a + 1; b < fields; b++) visit(a, b);
}

function size(sizes: readonly number[], field: number): number {
  return sizes[field] ?? 1;
}

function pairKey(a: number, x: number, b: number, y: number): string {
  return `${a},${x},${b},${y}`;
}
