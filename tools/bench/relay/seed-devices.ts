import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Pairing } from "../../../relay/auth/pairing.ts";
import { newSecret } from "../../../relay/auth/secrets.ts";
import { openDatabase } from "../../../relay/storage/sqlite/open-database.ts";
import { SqliteDeviceStore } from "../../../relay/storage/sqlite/sqlite-device-store.ts";
import { employeeOf } from "./generator/call-step.ts";

export interface SeedOptions {
  dataDir: string;
  /** Clients are dealt among them in turn. */
  accounts: readonly string[];
  clients: number;
  /** Gets one token a line, client 0's first. */
  tokensFile: string;
}

/** Pairs a device for each client in the relay's own way, before it is started. */
export async function seedDevices({ dataDir, accounts, clients, tokensFile }: SeedOptions): Promise<void> {
  const database = openDatabase(join(dataDir, "relay.db"));
  // Ten thousand syncs would take longer than what is measured.
  database.pragma("synchronous = OFF");
  try {
    const pairing = new Pairing(new SqliteDeviceStore(database), Date.now, { deviceExpiryDays: 90 });
    const tokens: string[] = [];
    for (let client = 0; client < clients; client++) {
      const account = accounts[client % accounts.length] ?? "";
      const { code } = await pairing.invite(account, employeeOf(client), 3_600_000);
      const token = newSecret();
      const device = await pairing.redeem(code, token, { name: `pc-${client}`, platform: "linux" });
      if (device === undefined) throw new Error(`No device could be paired for client ${client}.`);
      tokens.push(token);
    }
    writeFileSync(tokensFile, `${tokens.join("\n")}\n`, { mode: 0o600 });
  } finally {
    database.close();
  }
}
