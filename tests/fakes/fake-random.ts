import type { Random } from "../../electron/main/ports/random.ts";

/** Chance that always falls in the middle; ids are counted. */
export function fakeRandom(fraction = 0.5): Random {
  let ids = 0;
  return {
    fraction: () => fraction,
    id: () => {
      ids += 1;
      return `id-${ids}`;
    },
    token: () => "t".repeat(43),
  };
}
