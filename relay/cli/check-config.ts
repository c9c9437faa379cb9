import type { Command } from "./command.ts";

export const checkConfigCommand: Command = {
  name: "check-config",
  summary: "says whether the configuration can be used",
  options: {},
  details: "It reads the file, the environment and all files that they name, and changes nothing.",
  run: ({ configFile }, { accounts, dataDir }, print) => {
    print(`${configFile} can be used: ${accounts.length} account(s), data in ${dataDir}.`);
  },
};
