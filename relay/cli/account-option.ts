import type { RelayConfig } from "../config/config.ts";
import { type Arguments, type Option, UsageError } from "./command.ts";

export const accountOption: Option = { type: "string", value: "ID", help: "the account, where there are several" };

export const employeeOption: Option = { type: "string", value: "NUMBER", help: "the employee's local number" };

/** The account that is meant: the one that was named, or the only one there is. @throws UsageError */
export function theAccount(args: Arguments, config: RelayConfig): string {
  const wanted = knownAccount(args, config);
  if (wanted !== undefined) return wanted;
  const [only, ...others] = config.accounts;
  if (only === undefined || others.length > 0) {
    throw new UsageError(`Say which --account: ${accountsOf(config)}.`);
  }
  return only.id;
}

/** The account that was named, if any. @throws UsageError where there is no such account */
export function knownAccount(args: Arguments, config: RelayConfig): string | undefined {
  const wanted = args.text("account");
  if (wanted === undefined || config.accounts.some(({ id }) => id === wanted)) return wanted;
  throw new UsageError(`There is no account ${wanted}. There are: ${accountsOf(config)}.`);
}

/** The employee that was named, if any. @throws UsageError where it is no local number */
export function theEmployee(args: Arguments): string | undefined {
  const employee = args.text("employee");
  if (employee === undefined || /^\d{1,20}$/.test(employee)) return employee;
  throw new UsageError("--employee is the employee's local number, e.g. --employee 202.");
}

/** There may be thousands. */
function accountsOf({ accounts }: RelayConfig): string {
  const named = accounts.slice(0, 20).map(({ id }) => id);
  if (accounts.length > named.length) named.push("…");
  return named.join(", ");
}
