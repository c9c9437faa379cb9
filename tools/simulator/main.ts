import { parseArgs } from "node:util";
import { hookKinds } from "./pbx/hook.ts";
import { startSimulator } from "./simulator.ts";

const usage = `Usage: node tools/simulator/main.ts [--port N] [--hooks URLBASE]

  --port N         listen on this port of 127.0.0.1 (default: a free one)
  --hooks URLBASE  send hooks to URLBASE/incoming, /answered, /ended and /outgoing
`;

const { values } = parseArgs({
  options: { port: { type: "string" }, hooks: { type: "string" }, help: { type: "boolean", short: "h" } },
});
const port = Number(values.port ?? 0);
if (values.help === true || !Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write(usage);
  process.exit(values.help === true ? 0 : 2);
}

const base = values.hooks?.replace(/\/+$/, "");
const simulator = await startSimulator({
  port,
  autopilot: { ringsFor: 45_000 },
  ...(base === undefined ? {} : { hookUrls: Object.fromEntries(hookKinds.map((kind) => [kind, `${base}/${kind}`])) }),
});
const { company } = simulator;
console.log(`A simulated Flexfone PBX of ${company.name}
  Control page   ${simulator.controlUrl}
  Employee API   ${simulator.employeeApiUrl}   account ${company.accountId}, hash ${company.hash}
  MakeCall       ${simulator.makeCallUrl}   e.g. ${company.employees[1]?.username}, ${company.employees[1]?.password}
  Hooks to       ${base ?? "nowhere (give --hooks)"}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    simulator.close().catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
  });
}
