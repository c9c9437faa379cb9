import type { Logger } from "../../electron/main/ports/logger.ts";

/** Keeps what was logged, for tests that look at it. */
export class SilentLogger implements Logger {
  readonly lines: string[] = [];

  info(message: string, fields?: Record<string, unknown>): void {
    this.#keep(message, fields);
  }

  warn(message: string, fields?: Record<string, unknown>): void {
    this.#keep(message, fields);
  }

  error(message: string, fields?: Record<string, unknown>): void {
    this.#keep(message, fields);
  }

  #keep(message: string, fields: Record<string, unknown> | undefined): void {
    this.lines.push(fields === undefined ? message : `${message} ${JSON.stringify(fields)}`);
  }
}
