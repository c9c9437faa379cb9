import { formatPairLink } from "../../shared/links.ts";
import { Pairing } from "../auth/pairing.ts";
import { SHORT_CODE_LIFE_MS } from "../auth/short-code.ts";
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
    short: { type: "boolean", help: `a code to read out and type instead, for ${SHORT_CODE_LIFE_MS / 60_000} minutes` },
  },
  details: "Whoever has the link or code gets the employee's calls, so give it to nobody else.",
  run: async (args, config, print) => {
    const employee = theEmployee(args);
    if (employee === undefined) throw new UsageError("Say whom: --employee is the local number, e.g. --employee 202.");
    const account = theAccount(args, config);
    const hours = Number(args.text("hours"));
    if (!(hours > 0 && hours <= MOST_HOURS)) {
      throw new UsageError(`--hours is a number above 0 and at most ${MOST_HOURS}.`);
    }
    const { publicUrl } = config;
    if (publicUrl === undefined) {
      throw new UsageError('The configuration needs "publicUrl", the address at which employees reach the relay.');
    }
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
