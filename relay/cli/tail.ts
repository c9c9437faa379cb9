import { setTimeout as wait } from "node:timers/promises";
import type { Delivery, EventLog } from "../storage/event-log.ts";
import { knownAccount, theEmployee } from "./account-option.ts";
import { type Command, UsageError } from "./command.ts";
import { withData } from "./open-data.ts";
import { redactEntry } from "./redact-entry.ts";

const MOST_LINES = 10_000;
const PAGE = 500;
const LOOK_EVERY_MS = 500;

export const tailCommand: Command = {
  name: "tail",
  summary: "shows the newest entries of the log, without anybody's number",
  options: {
    lines: { type: "string", value: "N", help: `how many, at most ${MOST_LINES}`, default: "20" },
    follow: { type: "boolean", help: "go on and show what comes, until interrupted" },
    account: { type: "string", value: "ID", help: "of one account only" },
    employee: { type: "string", value: "NUMBER", help: "of one employee only, by local number" },
  },
  details: `A line each: time of receipt, account, #offset, whose stream, what happened, call, and of outside numbers the
last two digits. An event that concerns several employees is shown once for each. It reads the database, so the
relay need not run.`,
  run: async (args, config, print) => {
    const lines = Number(args.text("lines"));
    if (!(Number.isInteger(lines) && lines >= 0 && lines <= MOST_LINES)) {
      throw new UsageError(`--lines is a number from 0 to ${MOST_LINES}.`);
    }
    const account = knownAccount(args, config);
    const accounts = account === undefined ? config.accounts.map(({ id }) => id) : [account];
    const employee = theEmployee(args);
    await withData(config, async ({ log }) => {
      const follower = new Follower(log, accounts, employee);
      for (const entry of await follower.begin(lines)) print(redactEntry(entry));
      while (args.flag("follow")) {
        await wait(LOOK_EVERY_MS);
        for (const entry of await follower.next()) print(redactEntry(entry));
      }
    });
  },
};

/** Reads on in the accounts' logs. */
class Follower {
  readonly #log: EventLog;
  readonly #accounts: readonly string[];
  readonly #employee: string | undefined;
  /** Up to where each account has been read. */
  readonly #read = new Map<string, number>();

  constructor(log: EventLog, accounts: readonly string[], employee: string | undefined) {
    this.#log = log;
    this.#accounts = accounts;
    this.#employee = employee;
  }

  /** The newest entries of all, oldest first. */
  async begin(most: number): Promise<Delivery[]> {
    let entries: Delivery[] = [];
    for (const account of this.#accounts) {
      const newest = await this.#log.newestOffset(account);
      this.#read.set(account, newest);
      if (most === 0) continue;
      for (const employee of await this.#employees(account)) {
        const recent = await this.#log.recent(account, employee, 0, most);
        entries.push(...recent.filter(({ offset }) => offset <= newest));
      }
      // No more than could be shown are held.
      entries = inOrder(entries).slice(-most);
    }
    return entries;
  }

  /** What came since. */
  async next(): Promise<Delivery[]> {
    const entries: Delivery[] = [];
    for (const account of this.#accounts) {
      const after = this.#read.get(account) ?? 0;
      const newest = await this.#log.newestOffset(account);
      if (newest <= after) continue;
      for (const employee of await this.#employees(account)) {
        entries.push(...(await this.#replay(account, employee, after, newest)));
      }
      this.#read.set(account, newest);
    }
    return inOrder(entries);
  }

  async #replay(account: string, employee: string, after: number, upTo: number): Promise<Delivery[]> {
    const entries: Delivery[] = [];
    let from = after;
    for (;;) {
      const page = await this.#log.replay(account, employee, from, PAGE);
      entries.push(...page.filter(({ offset }) => offset <= upTo));
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE || last.offset >= upTo) return entries;
      from = last.offset;
    }
  }

  async #employees(account: string): Promise<string[]> {
    const all = await this.#log.employees(account);
    return this.#employee === undefined ? all : all.filter((one) => one === this.#employee);
  }
}

/** By time of receipt, but in each account by offset, since clocks may go back. */
function inOrder(entries: readonly Delivery[]): Delivery[] {
  const latest = new Map<string, number>();
  return entries
    .toSorted((a, b) => a.offset - b.offset)
    .map((entry) => {
      const at = Math.max(entry.receivedAt, latest.get(entry.account) ?? entry.receivedAt);
      latest.set(entry.account, at);
      return { entry, at };
    })
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}
