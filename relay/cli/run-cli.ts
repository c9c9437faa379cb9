import { ConfigError } from "../config/config-error.ts";
import { loadConfig } from "../config/load-config.ts";
import { StorageError } from "../storage/event-log.ts";
import { type Command, CommandError, type Print, UsageError } from "./command.ts";
import { helpOf, helpOfAll } from "./help.ts";
import { readArguments } from "./read-arguments.ts";

export interface Terminal {
  out: Print;
  err: Print;
}

const FAILED = 1;
const WRONG_USAGE = 2;

/**
 * Carries out what was typed.
 *
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage
 * @throws what nobody expected
 */
export async function runCli(
  words: readonly string[],
  commands: readonly Command[],
  terminal: Terminal,
): Promise<number> {
  let named: Command | undefined;
  try {
    const invocation = readArguments(words, commands);
    named = invocation.command;
    if (invocation.type === "help") terminal.out(named === undefined ? helpOfAll(commands) : helpOf(named));
    else {
      const { command, args } = invocation;
      await command.run(args, loadConfig(args.configFile), terminal.out);
    }
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`${error.message}\n\n${named === undefined ? helpOfAll(commands) : helpOf(named)}`);
      return WRONG_USAGE;
    }
    const message = messageFor(error);
    if (message === undefined) throw error;
    terminal.err(message);
    return FAILED;
  }
}

/** What to do about it; undefined where it is a mistake of the program. */
function messageFor(error: unknown): string | undefined {
  if (error instanceof CommandError || error instanceof ConfigError || error instanceof StorageError) {
    return error.message;
  }
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  switch (error.code) {
    case "EADDRINUSE":
      return `The port is taken (${error.message}). Is the relay running already? Change its port in the configuration otherwise.`;
    case "EADDRNOTAVAIL":
      return `The relay cannot listen there (${error.message}): the address is none of this machine's.`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOSPC":
    case "SQLITE_CANTOPEN":
    case "SQLITE_READONLY":
    case "SQLITE_FULL":
      return `The system refused it: ${error.message}. May this user write the data folder, and has its disk room?`;
    case "SQLITE_BUSY":
      return "The database is being written by another process for long. Try again.";
    case "SQLITE_NOTADB":
    case "SQLITE_CORRUPT":
      return "The database is damaged. Stop the relay, and put a backup in its place: restore FILE.";
    default:
      return undefined;
  }
}
