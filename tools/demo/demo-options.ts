import { parseArgs } from "node:util";

export interface DemoOptions {
  /** Play a minute of calls, judge what the app showed, and end. */
  script: boolean;
  /** Do not look for Electron. */
  double: boolean;
  /** The employee whose app it is. */
  employee: string;
}

export const demoUsage = `npm run demo -- [--script] [--double] [--employee 202]

  --script     plays a minute of calls, says what the app showed, and ends: exit 0 if it was what was expected
  --double     runs the app on the stand-in for Electron, without looking for Electron
  --employee   whose app it is: a local number of the demo company (default 202)`;

/** @throws Error with a sentence that says what is allowed */
export function readDemoOptions(args: readonly string[]): DemoOptions | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      script: { type: "boolean", default: false },
      double: { type: "boolean", default: false },
      employee: { type: "string", default: "202" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return "help";
  return { script: values.script, double: values.double || values.script, employee: values.employee };
}
