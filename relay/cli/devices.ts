import { accountOption, knownAccount } from "./account-option.ts";
import type { Command } from "./command.ts";
import { withDevices } from "./open-data.ts";

export const devicesCommand: Command = {
  name: "devices",
  summary: "lists the devices that are paired or were",
  options: { account: accountOption },
  details: "A line each, separated by tabs: id, account, employee, name, platform, paired when, and its state.",
  run: async (args, config, print) => {
    const account = knownAccount(args, config);
    const devices = await withDevices(config, (store) => store.devices(account));
    if (devices.length === 0) print("No device is paired.");
    for (const device of devices) {
      const state = device.revokedAt === undefined ? "paired" : `revoked ${new Date(device.revokedAt).toISOString()}`;
      const since = new Date(device.createdAt).toISOString();
      print([device.id, device.account, device.employee, device.name, device.platform, since, state].join("\t"));
    }
  },
};
