import { formatPairLink } from "../../shared/links.ts";
import { Pairing } from "../auth/pairing.ts";
import type { RelayConfig } from "../config/config.ts";
import { loadConfig } from "../config/load-config.ts";
import { databaseFile, startRelay } from "../relay.ts";
import { openDatabase } from "../storage/sqlite/open-database.ts";
import { SqliteDeviceStore } from "../storage/sqlite/sqlite-device-store.ts";
import { type Arguments, UsageError } from "./arguments.ts";

export type Print = (line: string) => void;

/**
 * Carries out one command. Commands other than `serve` work on the same database as a running relay.
 *
 * @throws UsageError, ConfigError, StorageError
 */
export async function runCommand(args: Arguments, print: Print): Promise<void> {
  const config = loadConfig(args.config);
  switch (args.command) {
    case "serve":
      await serve(config);
      return;
    case "check-config":
      print(`${args.config} can be used: ${config.accounts.length} account(s), data in ${config.dataDir}.`);
      return;
    case "invite":
      withDevices(config, (store) => invite(config, store, args, print));
      return;
    case "devices":
      withDevices(config, (store) => listDevices(store, args, print));
      return;
    case "revoke":
      withDevices(config, (store) => revoke(store, args, print));
      return;
  }
}

async function serve(config: RelayConfig): Promise<void> {
  const relay = await startRelay({ config });
  const stop = () => {
    relay.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`The relay did not stop cleanly: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

function withDevices(config: RelayConfig, work: (store: SqliteDeviceStore) => void): void {
  const database = openDatabase(databaseFile(config));
  try {
    work(new SqliteDeviceStore(database));
  } finally {
    database.close();
  }
}

function invite(config: RelayConfig, store: SqliteDeviceStore, args: Arguments, print: Print): void {
  const { employee } = args;
  if (employee === undefined || !/^\d{1,20}$/.test(employee)) {
    throw new UsageError("--employee is the employee's local number, e.g. --employee 202.");
  }
  const account = theAccount(config, args.account);
  const { publicUrl } = config;
  if (publicUrl === undefined) {
    throw new UsageError('The configuration needs "publicUrl", the address at which employees reach the relay.');
  }
  const { code, expiresAt } = new Pairing(store, Date.now).invite(account, employee, args.hours * 3_600_000);
  print(formatPairLink(publicUrl, code));
  print(`For extension ${employee} of account ${account}. Works once, until ${new Date(expiresAt).toISOString()}.`);
}

function theAccount(config: RelayConfig, wanted: string | undefined): string {
  const ids = config.accounts.map((account) => account.id);
  if (wanted === undefined && ids.length > 1) throw new UsageError(`Say which --account: ${ids.join(", ")}.`);
  const id = wanted ?? ids[0];
  if (id === undefined || !ids.includes(id))
    throw new UsageError(`There is no account ${wanted}. There are: ${ids.join(", ")}.`);
  return id;
}

function listDevices(store: SqliteDeviceStore, args: Arguments, print: Print): void {
  const devices = store.devices(args.account);
  if (devices.length === 0) print("No device is paired.");
  for (const device of devices) {
    const state = device.revokedAt === undefined ? "paired" : `revoked ${new Date(device.revokedAt).toISOString()}`;
    const since = new Date(device.createdAt).toISOString();
    print([device.id, device.account, device.employee, device.name, device.platform, since, state].join("\t"));
  }
}

function revoke(store: SqliteDeviceStore, args: Arguments, print: Print): void {
  if (args.id === undefined) throw new UsageError("Say which device: revoke ID. The command devices lists them.");
  if (!store.revoke(args.id, Date.now())) throw new UsageError(`No paired device has the id ${args.id}.`);
  print(`Device ${args.id} is revoked.`);
}
