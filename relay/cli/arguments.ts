import { parseArgs } from "node:util";

export const usage = `Usage: npm run relay -- [command] [options]

Commands
  serve          runs the relay (the default)
  check-config   says whether the configuration can be used
  invite         prints an invitation link for an employee, which works once
  devices        lists the devices that are paired
  revoke ID      revokes a device; its connection is closed within a second

Options
  --config FILE      the configuration (default relay.config.json)
  --account ID       the account, where there are several
  --employee NUMBER  the employee's local number (invite)
  --hours N          how long the invitation can be used (invite; default 24, at most 720)
  --help             this text`;

const commands = ["serve", "check-config", "invite", "devices", "revoke"] as const;
type Command = (typeof commands)[number];

export interface Arguments {
  command: Command;
  help: boolean;
  config: string;
  account: string | undefined;
  employee: string | undefined;
  hours: number;
  id: string | undefined;
}

/** What was typed cannot be carried out; the message says what can. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** @throws UsageError */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  const [name = "serve", id, ...rest] = positionals;
  const command = commands.find((candidate) => candidate === name);
  if (command === undefined) throw new UsageError(`There is no command "${name}". There are: ${commands.join(", ")}.`);
  if (rest.length > 0) throw new UsageError(`"${rest[0]}" is one word too many.`);
  const hours = Number(values.hours);
  if (!(hours > 0 && hours <= 720)) throw new UsageError("--hours is a number above 0 and at most 720.");
  return {
    command,
    help: values.help,
    config: values.config,
    account: values.account,
    employee: values.employee,
    hours,
    id,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: "string", default: "relay.config.json" },
        account: { type: "string" },
        employee: { type: "string" },
        hours: { type: "string", default: "24" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
