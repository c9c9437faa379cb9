import type { Device } from "../storage/device-store.ts";
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
      const since = new Date(device.createdAt).toISOString();
      print(
        [device.id, device.account, device.employee, device.name, device.platform, since, stateOf(device)].join("\t"),
      );
    }
  },
};

function stateOf({ revokedAt, suspendedAt, suspendedWhy, lastUsedAt }: Device): string {
  const on = (at: number) => new Date(at).toISOString();
  if (revokedAt !== undefined) return `revoked ${on(revokedAt)}`;
  if (suspendedAt !== undefined) return `suspended ${on(suspendedAt)}: ${suspendedWhy}`;
  return `paired, last used ${on(lastUsedAt)}`;
}
