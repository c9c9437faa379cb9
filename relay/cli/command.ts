import type { RelayConfig } from "../config/config.ts";

/** An option of a command, by its name without the dashes. */
export interface Option {
  type: "string" | "boolean";
  /** What stands for its value in the help, e.g. "FILE". */
  value?: string;
  help: string;
  /** The value where it is not given; for the help and for the command. */
  default?: string;
}

export type Options = Readonly<Record<string, Option>>;

/** What was typed. */
export interface Arguments {
  /** The configuration's file, as it was given. */
  configFile: string;
  /** The word after the command, where it takes one and one was given. */
  operand: string | undefined;
  text(option: string): string | undefined;
  flag(option: string): boolean;
}

export type Print = (line: string) => void;

/** Everything that a command is about; its file says what it does. */
export interface Command {
  name: string;
  /** One line, for the list of all commands. */
  summary: string;
  /** A word after the command's name, e.g. "FILE". */
  operand?: string;
  options: Options;
  /** What is to be known before it is used. */
  details?: string;
  /** @throws UsageError, CommandError, ConfigError or StorageError; their messages are for whoever typed it */
  run(args: Arguments, config: RelayConfig, print: Print): Promise<void> | void;
}

/** What was typed cannot be carried out; the message says what can. Exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** It was understood, but could not be done. Exit code 1. */
export class CommandError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CommandError";
  }
}
