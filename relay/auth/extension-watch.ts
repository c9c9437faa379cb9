import type { Logger } from "pino";
import type { Employee } from "../../shared/flexfone/types.ts";
import type { FanOut } from "../fan-out/fan-out.ts";
import type { Device, DeviceStore, Holder, SuspensionReason } from "../storage/device-store.ts";

/** An extension must have been gone or another's in two lists at least this far apart. Milliseconds. */
const SEEN_TWICE_APART_MS = 60_000;

export interface ExtensionWatchOptions {
  store: DeviceStore;
  fanOut: FanOut;
  logger: Logger;
  /** Unix milliseconds. */
  now(): number;
}

/**
 * Extensions are reused: when one is gone from the account's list, or belongs to somebody else, its devices are suspended,
 * so that nobody hears his successor's calls. One odd list does nothing.
 */
export class ExtensionWatch {
  readonly #options: ExtensionWatchOptions;
  /** Since when a device's extension is not its employee's any more, by device. */
  readonly #doubted = new Map<string, number>();

  constructor(options: ExtensionWatchOptions) {
    this.#options = options;
  }

  /** Looks at a whole list as the PBX told it. */
  async look(account: string, employees: readonly Employee[]): Promise<void> {
    // A list of nobody is a PBX that cannot tell, not a company without employees.
    if (employees.length === 0) return;
    const { store } = this.#options;
    const byNumber = new Map(employees.map((employee) => [employee.localNumber, employee]));
    for (const device of await store.devices(account)) {
      if (device.revokedAt !== undefined || device.suspendedAt !== undefined) this.#doubted.delete(device.id);
      else await this.#judge(device, byNumber.get(device.employee));
    }
  }

  async #judge(device: Device, employee: Employee | undefined): Promise<void> {
    const { store, now } = this.#options;
    const why = reasonToSuspend(device.holder, employee);
    if (why === undefined) {
      this.#doubted.delete(device.id);
      if (device.holder === undefined && employee !== undefined)
        await store.setHolder(device.account, device.id, holderOf(employee));
      return;
    }
    const since = this.#doubted.get(device.id);
    if (since === undefined) this.#doubted.set(device.id, now());
    else if (now() - since >= SEEN_TWICE_APART_MS) await this.#suspend(device, why);
  }

  async #suspend({ id, account, employee }: Device, why: SuspensionReason): Promise<void> {
    const { store, fanOut, logger, now } = this.#options;
    this.#doubted.delete(id);
    if (!(await store.suspend(account, id, why, now()))) return;
    logger.warn({ account, employee, device: id, why }, "device suspended: invite the employee anew");
    fanOut.announce({ type: "shut-out", deviceIds: [id], why: "suspended" });
  }
}

/** What is remembered of whom an extension belongs to. */
export function holderOf({ name, email }: Employee): Holder {
  return { name, ...(email === undefined || email === "" ? {} : { email }) };
}

/** The e-mail tells who somebody is; only where either has none, the name does. */
function reasonToSuspend(holder: Holder | undefined, employee: Employee | undefined): SuspensionReason | undefined {
  if (employee === undefined) return "extension-gone";
  if (holder === undefined) return undefined;
  const now = holderOf(employee);
  const same =
    holder.email !== undefined && now.email !== undefined
      ? alike(holder.email, now.email)
      : alike(holder.name, now.name);
  return same ? undefined : "extension-reassigned";
}

function alike(a: string, b: string): boolean {
  const plain = (text: string) => text.normalize("NFKC").trim().replaceAll(/\s+/g, " ").toLowerCase();
  return plain(a) === plain(b);
}
