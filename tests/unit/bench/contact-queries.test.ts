import { describe, expect, it } from "vitest";
import { numberKey } from "../../../shared/phone-numbers/number-key.ts";
import { callerKinds, callers } from "../../../tools/bench/contacts/queries/callers.ts";
import { keySequence, MOST_LETTERS, shortTexts, typed } from "../../../tools/bench/contacts/queries/typed.ts";
import { Samples } from "../../../tools/bench/contacts/samples.ts";
import { World } from "../../../tools/bench/contacts/world/world.ts";

const CONTACTS = 2_000;
const world = new World({ seed: 1 });
const keys = new Set(
  [...world.contacts(CONTACTS)].flatMap(({ numbers }) => numbers.map(({ number }) => numberKey(number))),
);

describe("callers", () => {
  it.each(callerKinds)("%s: the same for the same seed", (kind) => {
    expect(callers(world, CONTACTS, kind, 50, 1)).toEqual(callers(new World({ seed: 1 }), CONTACTS, kind, 50, 1));
  });

  it.each([
    ["known", 1],
    ["unknown", 0],
    ["company-range", 0],
    ["other-prefix", 0],
  ] as const)("%s: whether the very number is in the world", (kind, share) => {
    const asked = callers(world, CONTACTS, kind, 200, 1);
    expect(asked.filter((number) => keys.has(numberKey(number))).length / asked.length).toBe(share);
  });
});

describe("what is typed", () => {
  it("has up to 20 letters, words in both orders, digits, and letters that are typed for Danish ones", () => {
    const texts = typed(world, CONTACTS, 300, 1);
    expect(texts).toEqual(typed(new World({ seed: 1 }), CONTACTS, 300, 1));
    const lengths = new Set(texts.flatMap(keySequence).map((text) => [...text].length));
    expect([...lengths].sort((a, b) => a - b)).toEqual(Array.from({ length: MOST_LETTERS }, (_, at) => at + 1));
    expect(texts.some((text) => /^[\d +]+$/.test(text))).toBe(true);
    expect(texts.some((text) => /[æøå]/.test(text))).toBe(true);
  });

  it("comes key by key", () => {
    expect(keySequence("søren")).toEqual(["s", "sø", "sør", "søre", "søren"]);
  });

  it("has all letters alone, and pairs", () => {
    const short = shortTexts(world, CONTACTS);
    expect(short).toEqual(expect.arrayContaining(["m", "å", "7", "me", "sø", "45"]));
    expect(short.every((text) => [...text].length <= 2)).toBe(true);
  });
});

it("durations are told by their rank", () => {
  const samples = new Samples();
  for (let value = 100; value >= 1; value -= 1) samples.add(value);
  expect(samples.spread()).toEqual({ count: 100, p50: 50, p95: 95, p99: 99, max: 100 });
  expect(new Samples().spread()).toEqual({ count: 0, p50: 0, p95: 0, p99: 0, max: 0 });
});
