import { readArguments, UsageError, usage } from "./cli/arguments.ts";
import { runCommand } from "./cli/run-command.ts";
import { ConfigError } from "./config/load-config.ts";
import { StorageError } from "./storage/event-log.ts";

const print = (line: string) => {
  process.stdout.write(`${line}\n`);
};

try {
  const args = readArguments(process.argv.slice(2));
  if (args.help) print(usage);
  else await runCommand(args, print);
} catch (error) {
  const expected = error instanceof UsageError || error instanceof ConfigError || error instanceof StorageError;
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  if (expected) process.stderr.write(`${error.message}\n${error instanceof UsageError ? `\n${usage}\n` : ""}`);
  else if (taken)
    process.stderr.write("The port is taken. Is the relay running already? Change listen.port otherwise.\n");
  else throw error;
  process.exitCode = 1;
}
