import Database from "better-sqlite3";
import { numberKey } from "../../../../shared/phone-numbers/number-key.ts";
import { openEngine } from "../engine.ts";
import { type CallerKind, callerKinds, callers } from "../queries/callers.ts";
import { Samples, type Spread } from "../samples.ts";
import { World } from "../world/world.ts";
import { floorPath, SEED } from "./files.ts";

/** Who finds a name for a number. */
interface Finder {
  find(number: string): unknown;
  close(): void | Promise<void>;
}

export interface LookUpInput {
  finder: "engine" | "floor";
  folder: string;
  contacts: number;
  /** Look-ups of each kind. */
  count: number;
  /** Other chances for other processes, so that each reads other pages. */
  seed: number;
  /** Whether they are done once before they are measured. */
  warm: boolean;
}

export interface LookUps {
  /** Opening, and the first look-up. Milliseconds. */
  openMs: number;
  firstMs: number;
  kinds: Record<
    CallerKind,
    { times: Spread /** Of the look-ups, those that found somebody: 0 to 1. */; found: number }
  >;
}

/** In a process of its own, of which nothing was read before. */
export async function measureLookUps(input: LookUpInput): Promise<LookUps> {
  const world = new World({ seed: SEED });
  const asked = new Map(
    callerKinds.map((kind) => [kind, callers(world, input.contacts, kind, input.count, input.seed)]),
  );
  // The app has opened another database before: what SQLite itself takes to load is not of the contacts.
  new Database(":memory:").close();
  const [first = ""] = callers(world, input.contacts, "known", 1, input.seed + 1);
  const began = performance.now();
  const finder = input.finder === "engine" ? openEngineFinder(input.folder) : openFloor(input.folder);
  const opened = performance.now();
  finder.find(first);
  const found = performance.now();
  if (input.warm) for (const numbers of asked.values()) for (const number of numbers) finder.find(number);
  const kinds = {} as LookUps["kinds"];
  for (const [kind, numbers] of asked) kinds[kind] = timed(finder, numbers);
  await finder.close();
  return { openMs: opened - began, firstMs: found - opened, kinds };
}

function timed(finder: Finder, numbers: readonly string[]): { times: Spread; found: number } {
  const samples = new Samples();
  let found = 0;
  for (const number of numbers) {
    const began = performance.now();
    const hit = finder.find(number);
    samples.add(performance.now() - began);
    if (hit !== undefined) found += 1;
  }
  return { times: samples.spread(), found: found / numbers.length };
}

function openEngineFinder(folder: string): Finder {
  const engine = openEngine(folder);
  return { find: (number) => engine.lookUp(number), close: () => engine.close() };
}

/** The number is read as it has to be for any look-up; then one row by its primary key. */
function openFloor(folder: string): Finder {
  const database = new Database(floorPath(folder), { readonly: true });
  const read = database.prepare("SELECT name FROM floor WHERE number = ?").pluck();
  return {
    find: (number) => read.get(Number(numberKey(number)?.replace("+", ""))),
    close: () => void database.close(),
  };
}
