import { commands } from "./cli/commands.ts";
import { runCli } from "./cli/run-cli.ts";

// What this program writes, its database and backups above all, is nobody else's to read.
process.umask(0o077);

const printTo = (stream: NodeJS.WriteStream) => (text: string) => {
  stream.write(`${text}\n`);
};

// Whoever reads may have heard enough, as `head` has.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await runCli(process.argv.slice(2), commands, {
  out: printTo(process.stdout),
  err: printTo(process.stderr),
});
