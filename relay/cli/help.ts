import type { Command, Options } from "./command.ts";

const CALL = "npm run relay --";

/** Options that every command takes. */
export const sharedOptions: Options = {
  config: { type: "string", value: "FILE", help: "the configuration", default: "relay.config.json" },
  help: { type: "boolean", help: "this text" },
};

/** What there is. */
export function helpOfAll(commands: readonly Command[]): string {
  const rows = commands.map(({ name, operand, summary }): Row => [joined(name, operand), summary]);
  return [
    `Usage: ${CALL} COMMAND [options]`,
    "",
    "Commands",
    ...aligned(rows),
    "",
    `${CALL} COMMAND --help says more about each.`,
    "Exit codes: 0 done, 1 failed, 2 wrong usage.",
  ].join("\n");
}

/** What one command does and takes. */
export function helpOf({ name, operand, summary, options, details }: Command): string {
  const rows = Object.entries({ ...options, ...sharedOptions }).map(([option, about]): Row => {
    const help = about.default === undefined ? about.help : `${about.help} (default ${about.default})`;
    return [joined(`--${option}`, about.value), help];
  });
  return [
    `Usage: ${CALL} ${joined(name, operand)} [options]`,
    "",
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    ...(details === undefined ? [] : ["", details]),
    "",
    "Options",
    ...aligned(rows),
  ].join("\n");
}

type Row = [left: string, right: string];

function joined(first: string, second: string | undefined): string {
  return second === undefined ? first : `${first} ${second}`;
}

function aligned(rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
