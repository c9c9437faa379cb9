import Fuse from "fuse.js";
import MiniSearch from "minisearch";
import type { Contact } from "../../../../shared/contacts/contact.ts";
import { shortTexts, typed } from "../queries/typed.ts";
import { World } from "../world/world.ts";
import { SEED } from "./files.ts";
import { type Searches, SHOWN, timeSearches } from "./searches.ts";

export type PeerName = "MiniSearch" | "Fuse.js";

/** Texts that are typed, and of the shortest every so many: one search of Fuse.js takes as long as a hundred others. */
const plans: Record<PeerName, { texts: number; everyShort: number }> = {
  MiniSearch: { texts: 60, everyShort: 4 },
  "Fuse.js": { texts: 8, everyShort: 20 },
};

export interface PeerFigures extends Omit<Searches, "firstMs"> {
  buildSeconds: number;
  /** What the index and its contacts take of memory. Bytes. */
  memory: number;
}

interface Document {
  id: number;
  name: string;
  company: string;
  department: string;
  numbers: string;
  emails: string;
  note: string;
}

const fields = ["name", "company", "department", "numbers", "emails", "note"] as const;

/** What others keep in memory and search. To be run where `gc` is exposed. */
export async function measurePeer(input: { peer: PeerName; contacts: number }): Promise<PeerFigures> {
  const world = new World({ seed: SEED });
  const before = memoryInUse();
  const documents = Array.from({ length: input.contacts }, (_, place) => documentOf(world.contact(place), place));
  const made = performance.now();
  const search = builders[input.peer](documents);
  const buildSeconds = (performance.now() - made) / 1000;
  const memory = memoryInUse() - before;
  const plan = plans[input.peer];
  const short = shortTexts(world, input.contacts).filter((_, at) => at % plan.everyShort === 0);
  const figures = await timeSearches(world, input.contacts, typed(world, input.contacts, plan.texts, 2), search, short);
  return { ...figures, buildSeconds, memory };
}

const builders: Record<PeerName, (documents: Document[]) => (text: string) => number> = {
  MiniSearch: (documents) => {
    const index = new MiniSearch<Document>({
      fields: [...fields],
      searchOptions: { prefix: true, fuzzy: (term) => (term.length >= 5 ? 1 : false), combineWith: "AND" },
    });
    index.addAll(documents);
    return (text) => index.search(text).slice(0, SHOWN).length;
  },
  // A family name is not at the beginning, where it would look by default; and it finds nearly everybody with its threshold.
  "Fuse.js": (documents) => {
    const index = new Fuse(documents, { keys: [...fields], ignoreLocation: true, threshold: 0.2 });
    return (text) => index.search(text, { limit: SHOWN }).length;
  },
};

function documentOf(contact: Contact, id: number): Document {
  const { name, company = "", department = "", note = "" } = contact;
  const numbers = contact.numbers.map(({ number }) => number.replaceAll(" ", "")).join(" ");
  return { id, name, company, department, numbers, emails: contact.emails.join(" "), note };
}

function memoryInUse(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
