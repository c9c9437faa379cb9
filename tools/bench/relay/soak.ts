import { parseArgs } from "node:util";
import { DEFAULT_FOLDER } from "./bench-folder.ts";
import { runSoak } from "./run-soak.ts";
import { soakProblems } from "./soak-result.ts";

const usage = `npm run soak -- [options]

  --clients N      connected clients (default 10000)
  --seconds N      how long (default 1200)
  --folder PATH    where the data goes; has to be on a disk (default ${DEFAULT_FOLDER})`;

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const { values } = parseArgs({
  options: {
    clients: { type: "string", default: "10000" },
    seconds: { type: "string", default: "1200" },
    folder: { type: "string", default: DEFAULT_FOLDER },
    help: { type: "boolean", default: false },
  },
});
if (values.help) console.log(usage);
else {
  const result = await runSoak({
    clients: Number(values.clients),
    seconds: Number(values.seconds),
    folder: values.folder,
    say: console.log,
  });
  console.log(JSON.stringify(result, undefined, 2));
  const problems = soakProblems(result);
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) console.log("All that went in came out once, and memory is flat.");
  else process.exitCode = 1;
}
