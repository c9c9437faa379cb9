import { formatLoginLink, formatPairLink } from "../../shared/links.ts";
import { Pairing } from "../auth/pairing.ts";
import { SHORT_CODE_LIFE_MS } from "../auth/short-code.ts";
import type { RelayConfig } from "../config/config.ts";
import { accountOption, employeeOption, theAccount, theEmployee } from "./account-option.ts";
import { type Command, UsageError } from "./command.ts";
import { withDevices } from "./open-data.ts";

const HOUR_MS = 3_600_000;
const MOST_HOURS = 720;

export const inviteCommand: Command = {
  name: "invite",
  summary: "prints an invitation link for an employee, which works once",
  options: {
    employee: employeeOption,
    account: accountOption,
    hours: { type: "string", value: "N", help: `how long a link can be used, at most ${MOST_HOURS}`, default: "24" },
    login: { type: "boolean", help: "the link for all who pair with their MyFone login, where that is switched on" },
    short: { type: "boolean", help: `a code to read out and type instead, for ${SHORT_CODE_LIFE_MS / 60_000} minutes` },
  },
  details: "Whoever has the link or code gets the employee's calls, so give it to nobody else.",
  run: async (args, config, print) => {
    const account = theAccount(args, config);
    if (args.flag("login")) {
      print(loginLink(config, account));
      print(
        `For employees of account ${account} who have an e-mail address in PBXAdmin. No secret, and works any number of times.`,
      );
      return;
    }
    const employee = theEmployee(args);
    if (employee === undefined) throw new UsageError("Say whom: --employee is the local number, e.g. --employee 202.");
    const hours = Number(args.text("hours"));
    if (!(hours > 0 && hours <= MOST_HOURS)) {
      throw new UsageError(`--hours is a number above 0 and at most ${MOST_HOURS}.`);
    }
    const publicUrl = thePublicUrl(config);
    const short = args.flag("short");
    const { code, expiresAt } = await withDevices(config, (store) => {
      const pairing = new Pairing(store, Date.now, { deviceExpiryDays: config.deviceExpiryDays });
      if (short) return pairing.invite(account, employee, SHORT_CODE_LIFE_MS, "short");
      return pairing.invite(account, employee, hours * HOUR_MS);
    });
    print(short ? `${code} at ${publicUrl}` : formatPairLink(publicUrl, code));
    print(`For extension ${employee} of account ${account}. Works once, until ${new Date(expiresAt).toISOString()}.`);
  },
};

/** @throws UsageError */
function loginLink(config: RelayConfig, account: string): string {
  if (config.accounts.find(({ id }) => id === account)?.pairing.myFoneLogin !== true) {
    throw new UsageError(
      `MyFone login is off for account ${account}. Switch "pairing": { "myFoneLogin": true } on first.`,
    );
  }
  return formatLoginLink(thePublicUrl(config), account);
}

/** @throws UsageError */
function thePublicUrl({ publicUrl }: RelayConfig): string {
  if (publicUrl !== undefined) return publicUrl;
  throw new UsageError('The configuration needs "publicUrl", the address at which employees reach the relay.');
}
