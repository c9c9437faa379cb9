import type { RelayConfig } from "../config/config.ts";
import { type Relay, startRelay } from "../relay.ts";
import type { Command } from "./command.ts";

/** Whoever stops the relay kills it after 10 s. Milliseconds. */
const STOP_WITHIN_MS = 9_500;

export const serveCommand: Command = {
  name: "serve",
  summary: "runs the relay (also where no command is named)",
  options: {},
  details: `It logs to standard output, a line of JSON each, and runs until SIGTERM or SIGINT. Then it takes no more
connections, sends its clients elsewhere, finishes what it was answering and writing, and ends within 10 s.
A second signal ends it at once, with exit code 1; nothing that was answered is lost by that either.`,
  run: async (_, config) => await serve(config),
};

/** Returns when it listens; the process goes on until it is told to stop. */
async function serve(config: RelayConfig): Promise<void> {
  const relay = await startRelay({ config });
  let isStopping = false;
  const onSignal = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    void stop(relay);
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}

/** Ends the process, since a request to the PBX that hangs would keep it alive. */
async function stop(relay: Relay): Promise<void> {
  setTimeout(() => {
    process.stderr.write(`The relay did not stop in ${STOP_WITHIN_MS} ms; something it waits for hangs.\n`);
    process.exit(1);
  }, STOP_WITHIN_MS);
  try {
    await relay.close();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`The relay did not stop cleanly: ${String(error)}\n`);
    process.exit(1);
  }
}
