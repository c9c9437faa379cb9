import { type Command, CommandError, UsageError } from "./command.ts";
import { withDevices } from "./open-data.ts";

export const revokeCommand: Command = {
  name: "revoke",
  operand: "ID",
  summary: "revokes a device; its connection is closed within a second",
  options: {},
  details: "The id is the first column of what the command devices lists. To come back, the device is invited anew.",
  run: async ({ operand: id }, config, print) => {
    if (id === undefined) throw new UsageError("Say which device: revoke ID. The command devices lists them.");
    const revoked = await withDevices(config, async (store) => {
      const device = (await store.devices()).find((one) => one.id === id);
      return device !== undefined && (await store.revoke(device.account, id, Date.now()));
    });
    if (!revoked) throw new CommandError(`No paired device has the id ${id}. The command devices lists them.`);
    print(`Device ${id} is revoked.`);
  },
};
