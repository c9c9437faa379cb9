import { forgetAsker } from "../call-flows/coming-switch.ts";
import { accountOption, employeeOption, theAccount, theEmployee } from "./account-option.ts";
import { type Arguments, type Command, UsageError } from "./command.ts";
import { type RelayData, withData } from "./open-data.ts";
import { lastDigits } from "./redact-entry.ts";

export const eraseCommand: Command = {
  name: "erase",
  summary: "deletes all that is stored of one number or one employee",
  options: {
    number: { type: "string", value: "NUMBER", help: "every call in which this number took part" },
    employee: {
      ...employeeOption,
      help: "the stream of this employee (local number), his name in others', and that he switched call flows",
    },
    account: accountOption,
    yes: { type: "boolean", help: "really; without it nothing is deleted" },
  },
  details: `It works beside a running relay, and says how many entries went. Backups that were made before still hold them, and
so do the employees' own machines. An employee's devices stay paired; revoke them where he has left.`,
  run: async (args, config, print) => {
    const account = theAccount(args, config);
    const { what, erase } = subjectOf(args);
    if (!args.flag("yes")) {
      throw new UsageError(`This would delete ${what} of account ${account} for good. If that is meant, add --yes.`);
    }
    const count = await withData(config, (data) => erase(data, account));
    print(`Deleted ${what} of account ${account}: ${count} entries went or were changed.`);
  },
};

interface Subject {
  what: string;
  erase(data: RelayData, account: string): Promise<number>;
}

function subjectOf(args: Arguments): Subject {
  const number = args.text("number");
  const employee = theEmployee(args);
  if ((number === undefined) === (employee === undefined)) throw new UsageError("Give either --number or --employee.");
  if (employee !== undefined) {
    return {
      what: `what is stored of employee ${employee}`,
      erase: async ({ log, callFlowHistory, schedules }, account) =>
        (await log.eraseEmployee(account, employee)) +
        (await callFlowHistory.eraseEmployee(account, employee)) +
        (await forgetAsker(schedules, account, employee)),
    };
  }
  if (number === undefined || number.replace(/\D/g, "").length < 3 || /[^\d\s()+.-]/.test(number)) {
    throw new UsageError("--number is a telephone number, e.g. --number +4512345678 or --number 12345678.");
  }
  return {
    what: `the calls with the number ${lastDigits(number)}`,
    erase: ({ log }, account) => log.eraseNumber(account, number),
  };
}
