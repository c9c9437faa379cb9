import { backupCommand } from "./backup.ts";
import { checkConfigCommand } from "./check-config.ts";
import type { Command } from "./command.ts";
import { devicesCommand } from "./devices.ts";
import { eraseCommand } from "./erase.ts";
import { inviteCommand } from "./invite.ts";
import { restoreCommand } from "./restore.ts";
import { revokeCommand } from "./revoke.ts";
import { serveCommand } from "./serve.ts";
import { tailCommand } from "./tail.ts";

/** In the order in which an operator meets them. */
export const commands: readonly Command[] = [
  serveCommand,
  checkConfigCommand,
  inviteCommand,
  devicesCommand,
  revokeCommand,
  tailCommand,
  eraseCommand,
  backupCommand,
  restoreCommand,
];
