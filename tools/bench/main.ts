import { contactsUsage, runContactsSuite } from "./contacts/run-suite.ts";
import { desktopUsage, runDesktopSuite } from "./desktop/run-suite.ts";
import { runFlexfoneSuite } from "./flexfone/run-suite.ts";
import { runNumbersSuite } from "./numbers/run-suite.ts";
import { relayUsage, runRelaySuite } from "./relay/run-suite.ts";

const shortUsage = (suite: string) => `npm run bench -- ${suite} [--print]

  --print          prints only; docs/benchmarks.md stays as it is`;

/** One entry for each suite: `npm run bench -- <suite>`. */
const suites = new Map([
  ["relay", { usage: relayUsage, run: runRelaySuite }],
  ["numbers", { usage: shortUsage("numbers"), run: runNumbersSuite }],
  ["contacts", { usage: contactsUsage, run: runContactsSuite }],
  ["desktop", { usage: desktopUsage, run: runDesktopSuite }],
  ["flexfone", { usage: shortUsage("flexfone"), run: runFlexfoneSuite }],
]);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const [name = "", ...args] = process.argv.slice(2);
const suite = suites.get(name);
if (suite === undefined) {
  for (const { usage } of suites.values()) console.log(`${usage}\n`);
  console.error(`Say which suite: ${[...suites.keys()].join(", ")}.`);
  process.exitCode = 1;
} else if (args.includes("--help")) console.log(suite.usage);
else await suite.run(args);
