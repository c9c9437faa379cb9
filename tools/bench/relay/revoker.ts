import { join } from "node:path";
import { Pairing } from "../../../relay/auth/pairing.ts";
import { openDatabase } from "../../../relay/storage/sqlite/open-database.ts";
import { SqliteDeviceStore } from "../../../relay/storage/sqlite/sqlite-device-store.ts";
import { employeeOf } from "./generator/call-step.ts";

/** Revokes devices beside a running relay, as the command `revoke` does. */
export class Revoker {
  readonly #database: ReturnType<typeof openDatabase>;
  readonly #store: SqliteDeviceStore;
  readonly #pairing: Pairing;

  constructor(dataDir: string) {
    this.#database = openDatabase(join(dataDir, "relay.db"));
    this.#store = new SqliteDeviceStore(this.#database);
    this.#pairing = new Pairing(this.#store, Date.now, { deviceExpiryDays: 90 });
  }

  /** @param account the client's */
  async revoke(account: string, client: number): Promise<void> {
    const devices = await this.#store.devices(account);
    const device = devices.find(({ employee }) => employee === employeeOf(client));
    if (device === undefined || !(await this.#pairing.revoke(account, device.id))) {
      throw new Error(`The device of client ${client} could not be revoked.`);
    }
  }

  close(): void {
    this.#database.close();
  }
}
