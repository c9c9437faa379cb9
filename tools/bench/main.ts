import { relayUsage, runRelaySuite } from "./relay/run-suite.ts";

/** One entry for each suite: `npm run bench -- <suite>`. */
const suites = new Map([["relay", runRelaySuite]]);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const [name = "", ...args] = process.argv.slice(2);
const suite = suites.get(name);
if (suite === undefined || args.includes("--help")) {
  console.log(relayUsage);
  if (suite === undefined) {
    console.error(`\nSay which suite: ${[...suites.keys()].join(", ")}.`);
    process.exitCode = 1;
  }
} else await suite(args);
