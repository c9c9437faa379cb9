import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";
import { redactText } from "./redact-text.ts";

/** Names that no line should ever have; a second net below the first, which is not to hand such things to the log. */
const forbidden = [
  "authorization",
  "cookie",
  "headers",
  "token",
  "code",
  "secret",
  "hookSecrets",
  "hash",
  "password",
  "aNumber",
  "number",
  "callee",
  "transferredNumber",
  "body",
  "parameters",
];

/**
 * The relay's log, one JSON object a line. It is free of secrets and numbers because nothing that holds one is ever
 * handed to it: no addresses, no headers, no parameters. What is handed to it by mistake is made unreadable where its
 * name or its looks give it away.
 *
 * @param destination standard output where it is left out
 * @param requestId the request that is being answered, if any
 */
export function createLogger(
  level: string,
  destination?: DestinationStream,
  requestId: () => string | undefined = () => undefined,
): Logger {
  const options: LoggerOptions = {
    level,
    redact: { paths: forbidden.flatMap((name) => [name, `*.${name}`]), censor: "[redacted]" },
    serializers: { problem: (problem: unknown) => redactText(String(problem)) },
    mixin: () => {
      const request = requestId();
      return request === undefined ? {} : { request };
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
