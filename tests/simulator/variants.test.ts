import fc from "fast-check";
import { expect, it } from "vitest";
import { allVariants } from "../../tools/simulator/pbx/all-variants.ts";
import { coverPairs } from "../../tools/simulator/pbx/cover-pairs.ts";
import { defaultVariant, describeVariant, variantChoices } from "../../tools/simulator/pbx/variant.ts";

it("every two choices meet in at least one of the variants, each of which is another", () => {
  const sizes = Object.values(variantChoices).map((values) => values.length);
  expect(allVariants[0]).toEqual(defaultVariant);
  expect(new Set(allVariants.map(describeVariant)).size).toBe(allVariants.length);
  expect(allVariants.length).toBeLessThan(30);
  expect(allVariants.length).toBe(coverPairs(sizes).length);
  const pairs = Object.entries(variantChoices).flatMap(([a, xs]) =>
    Object.entries(variantChoices).flatMap(([b, ys]) =>
      a < b ? xs.flatMap((x) => ys.map((y) => [a, x, b, y] as const)) : [],
    ),
  );
  for (const [a, x, b, y] of pairs) {
    const meets = allVariants.some((variant) => {
      const fields = Object.entries(variant);
      return fields.some(([k, v]) => k === a && v === x) && fields.some(([k, v]) => k === b && v === y);
    });
    expect(meets, `${a}=${x} with ${b}=${y}`).toBe(true);
  }
});

it("any table of choices is covered in pairs", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 7 }), (sizes) => {
      const rows = coverPairs(sizes);
      for (let a = 0; a < sizes.length; a++)
        for (let b = a + 1; b < sizes.length; b++) {
          const met = new Set(rows.map((row) => `${row[a]},${row[b]}`));
          expect(met.size).toBe((sizes[a] ?? 0) * (sizes[b] ?? 0));
        }
    }),
  );
});
