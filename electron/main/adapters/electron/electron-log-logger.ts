import { join } from "node:path";
import log from "electron-log/node";
import type { Logger } from "../../ports/logger.ts";

/** Bytes; one older file is kept beside it. */
const LARGEST_FILE = 2 * 1024 * 1024;

/** The app's log in `main.log` in the given folder, and on the console of a developer. */
export function createLogger(folder: string, toConsole: boolean): Logger {
  const logger = log.create({ logId: "sidetone" });
  logger.transports.file.resolvePathFn = () => join(folder, "main.log");
  logger.transports.file.maxSize = LARGEST_FILE;
  logger.transports.file.format = "{iso} {level} {text}";
  logger.transports.console.level = toConsole ? "info" : false;
  const line = (message: string, fields: Record<string, unknown> | undefined) =>
    fields === undefined ? message : `${message} ${JSON.stringify(fields)}`;
  return {
    info: (message, fields) => logger.info(line(message, fields)),
    warn: (message, fields) => logger.warn(line(message, fields)),
    error: (message, fields) => logger.error(line(message, fields)),
  };
}
