import { parseArgs } from "node:util";
import { type Arguments, type Command, UsageError } from "./command.ts";
import { sharedOptions } from "./help.ts";

/** A command and what was typed after it; `help` where only help is wanted, of that command or of all. */
export type Invocation =
  | { type: "help"; command: Command | undefined }
  | { type: "command"; command: Command; args: Arguments };

const DEFAULT_COMMAND = "serve";

/**
 * @param words what stands behind the program's name
 * @throws UsageError
 */
export function readArguments(words: readonly string[], commands: readonly Command[]): Invocation {
  const [first] = words;
  const isNamed = first !== undefined && !first.startsWith("-");
  const wantsHelp = words.includes("--help") || words.includes("-h");
  if (!isNamed && wantsHelp) return { type: "help", command: undefined };
  const name = isNamed ? first : DEFAULT_COMMAND;
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    throw new UsageError(`There is no command "${name}". There are: ${commands.map((one) => one.name).join(", ")}.`);
  }
  if (wantsHelp) return { type: "help", command };
  return { type: "command", command, args: parse(command, isNamed ? words.slice(1) : words) };
}

function parse(command: Command, words: readonly string[]): Arguments {
  const options = { ...command.options, ...sharedOptions };
  const { values, positionals } = parseWords(words, options);
  const [operand, tooMany] = command.operand === undefined ? [undefined, positionals[0]] : positionals;
  if (tooMany !== undefined) throw new UsageError(`"${tooMany}" is one word too many.`);
  const text = (option: string) => {
    const value = values[option] ?? options[option]?.default;
    return typeof value === "string" ? value : undefined;
  };
  return { configFile: text("config") ?? "", operand, text, flag: (option) => values[option] === true };
}

function parseWords(words: readonly string[], options: Readonly<Record<string, { type: "string" | "boolean" }>>) {
  const types = Object.entries(options).map(([name, { type }]) => [name, { type }] as const);
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options: Object.fromEntries(types) });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
