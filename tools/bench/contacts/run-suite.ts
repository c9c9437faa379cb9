import { join } from "node:path";
import { parseArgs } from "node:util";
import { DEFAULT_FOLDER, makeBenchFolder } from "../relay/bench-folder.ts";
import { DOCUMENT, writeSection } from "../report/document.ts";
import { loadAverage } from "../report/machine.ts";
import { contactsReport } from "./contacts-report.ts";
import { dropFileCache } from "./drop-caches.ts";
import { inProcess } from "./in-process.ts";
import type { LookUpInput, LookUps } from "./measurements/look-ups.ts";
import type { Results } from "./results.ts";

export const contactsUsage = `npm run bench -- contacts [options]

  --contacts N     in the large address book (default 1e6); the small one has a tenth
  --print          prints only; docs/benchmarks.md stays as it is

As root on Linux it empties the file cache before each cold start.`;

const WARM_LOOK_UPS = 20_000;
const COLD_LOOK_UPS = 100;
const COLD_STARTS = 5;

/** Who calls, search as you type, and imports: each in processes of its own, one after the other. */
export async function runContactsSuite(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { contacts: { type: "string", default: "1e6" }, print: { type: "boolean", default: false } },
  });
  const contacts = Number(values.contacts);
  if (!Number.isInteger(contacts) || contacts < 1_000) throw new Error("--contacts takes a number from 1000 on.");
  const { folder, fileSystem, remove } = makeBenchFolder(DEFAULT_FOLDER);
  const loadBefore = loadAverage();
  try {
    const command = ["npm run bench -- contacts", ...args].join(" ");
    const report = contactsReport({ ...(await measureAll(folder, contacts)), fileSystem, loadBefore, command });
    console.log(`\n${report}`);
    if (!values.print) writeSection(DOCUMENT, "contacts", report);
  } finally {
    remove();
  }
}

async function measureAll(
  folder: string,
  contacts: number,
): Promise<Omit<Results, "fileSystem" | "loadBefore" | "command">> {
  const some = Math.round(contacts / 10);
  const large = join(folder, "large");
  const small = join(folder, "small");
  const bare = join(folder, "bare");
  say(`An address book of ${contacts} contacts, and one of ${some} …`);
  const build = await inProcess("makeContactFile", { folder: large, contacts, notes: true });
  const withNotes = (await inProcess("makeContactFile", { folder: small, contacts: some, notes: true })).bytes;
  const withoutNotes = (await inProcess("makeContactFile", { folder: bare, contacts: some, notes: false })).bytes;
  const numbers = await inProcess("makeFloorFile", { folder, contacts });

  say("Looking up …");
  const scan = await inProcess("measureLinearScan", { contacts, numbers });
  const engine = await measureFinder({ finder: "engine", folder: large, contacts });
  const floor = await measureFinder({ finder: "floor", folder, contacts });
  const lookUps = { engine: engine.times, floor: floor.times };

  const searches: Results["searches"] = [];
  for (const [book, size] of [
    [small, some],
    [large, contacts],
  ] as const) {
    say(`Searching ${size} contacts …`);
    searches.push({ contacts: size, figures: await inProcess("measureSearches", { folder: book, contacts: size }) });
  }
  // Fuse.js takes seconds for each search of the large one.
  const peers: Results["peers"] = [];
  for (const [peer, size] of [
    ["MiniSearch", some],
    ["MiniSearch", contacts],
    ["Fuse.js", some],
  ] as const) {
    say(`${peer} with ${size} contacts …`);
    const figures = await inProcess("measurePeer", { peer, contacts: size }).catch(() => undefined);
    peers.push({ peer, contacts: size, figures });
  }

  say("Importing …");
  const vcards = join(folder, "contacts.vcf");
  const csv = join(folder, "contacts.csv");
  const sizes = await inProcess("makeImportFiles", { vcards, csv, contacts: some });
  const imports: Results["imports"] = [];
  for (const [what, file, bytes] of [
    ["vCards", vcards, sizes.vcards],
    ["CSV rows", csv, sizes.csv],
  ] as const) {
    const figures = await inProcess("measureImport", { folder: join(folder, `import ${what}`), file });
    imports.push({ what, bytes, figures });
  }
  const size = { withNotes, withoutNotes };
  const dropped = engine.dropped;
  return { contacts, numbers, some, build, size, lookUps, dropped, scan, searches, peers, imports };
}

async function measureFinder(
  of: Pick<LookUpInput, "finder" | "folder" | "contacts">,
): Promise<{ times: { warm: LookUps; cold: LookUps[] }; dropped: boolean }> {
  const warm = await inProcess("measureLookUps", { ...of, count: WARM_LOOK_UPS, seed: 1, warm: true });
  const cold: LookUps[] = [];
  let dropped = true;
  for (let start = 0; start < COLD_STARTS; start += 1) {
    dropped = dropFileCache() && dropped;
    cold.push(await inProcess("measureLookUps", { ...of, count: COLD_LOOK_UPS, seed: 100 + start, warm: false }));
  }
  return { times: { warm, cold }, dropped };
}

function say(text: string): void {
  console.log(text);
}
