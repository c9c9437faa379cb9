import { type DestinationStream, type Logger, pino } from "pino";

/**
 * The relay's log, one JSON object a line. It is free of secrets and numbers because nothing that holds one is ever
 * handed to it: no addresses, no headers, no parameters.
 *
 * @param destination standard output where it is left out
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return destination === undefined ? pino({ level }) : pino({ level }, destination);
}
