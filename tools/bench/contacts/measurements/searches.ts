import { openEngine } from "../engine.ts";
import { keySequence, MOST_LETTERS, shortTexts, typed } from "../queries/typed.ts";
import { Samples, type Spread } from "../samples.ts";
import { World } from "../world/world.ts";
import { SEED } from "./files.ts";

/** Hits that a window shows at once. */
export const SHOWN = 50;
const TEXTS = 300;
const WARMING_TEXTS = 30;

export interface Searches {
  /** The first of all, with the thread's start. Milliseconds. */
  firstMs: number;
  /** By the number of letters, from 1. */
  byLength: Spread[];
  all: Spread;
  /** Of the texts that are somebody's name, company or number, those that found somebody when they were whole: 0 to 1. */
  found: number;
}

/** Search as you type: each key is a search, and its time is until the main thread has the hits. */
export async function measureSearches(input: { folder: string; contacts: number }): Promise<Searches> {
  const world = new World({ seed: SEED });
  const engine = openEngine(input.folder);
  const began = performance.now();
  await engine.search("hansen", SHOWN);
  const firstMs = performance.now() - began;
  for (const text of typed(world, input.contacts, WARMING_TEXTS, 1)) {
    for (const keyed of keySequence(text)) await engine.search(keyed, SHOWN);
  }
  const texts = typed(world, input.contacts, TEXTS, 2);
  const { byLength, all, found } = await timeSearches(world, input.contacts, texts, (text) =>
    engine.search(text, SHOWN),
  );
  await engine.close();
  return { firstMs, byLength, all, found };
}

/** @param texts whole; each is typed key by key, and before them what is shortest and has the most hits */
export async function timeSearches(
  world: World,
  contacts: number,
  texts: readonly string[],
  search: (text: string) => Promise<number | undefined> | number,
  short: readonly string[] = shortTexts(world, contacts),
): Promise<Omit<Searches, "firstMs">> {
  const byLength = Array.from({ length: MOST_LETTERS }, () => new Samples());
  const all = new Samples();
  const time = async (text: string) => {
    const began = performance.now();
    const hits = await search(text);
    const took = performance.now() - began;
    byLength[[...text].length - 1]?.add(took);
    all.add(took);
    return hits ?? 0;
  };
  for (const text of short) await time(text);
  let found = 0;
  for (const text of texts) {
    let hits = 0;
    for (const keyed of keySequence(text)) hits = await time(keyed);
    if (hits > 0) found += 1;
  }
  return { byLength: byLength.map((samples) => samples.spread()), all: all.spread(), found: found / texts.length };
}
