import { randomUUID } from "node:crypto";
import { writeShortCode } from "../../shared/pairing/short-code.ts";
import type { Device, DeviceStore, Holder, Invitation } from "../storage/device-store.ts";
import { hashSecret, newSecret } from "./secrets.ts";
import { isShortCode, newShortCode, type SlowHash, slowHash } from "./short-code.ts";

const DAY_MS = 86_400_000;
/** That a device was used is noted this often at most. Milliseconds. */
const TOUCH_EVERY_MS = 3_600_000;

export interface PairingOptions {
  /** A device that was not used for this long must be invited anew. */
  deviceExpiryDays: number;
  /** Makes guessing short codes from a stolen database slow; faster in tests. */
  slowHash?: SlowHash;
  /** Something that does no harm to whoever asked could not be stored. */
  onProblem(problem: string): void;
}

/** Whether a token is good; where it is not, why. */
export type Authentication = { ok: true; device: Device } | { ok: false; why: "unknown" | "suspended" };

/** Invitations become devices. Of secrets, only hashes are kept. */
export class Pairing {
  readonly #store: DeviceStore;
  readonly #now: () => number;
  readonly #expiryMs: number;
  readonly #slowHash: SlowHash;
  readonly #onProblem: (problem: string) => void;

  /** @param now Unix milliseconds */
  constructor(store: DeviceStore, now: () => number, options: PairingOptions) {
    this.#store = store;
    this.#now = now;
    this.#expiryMs = options.deviceExpiryDays * DAY_MS;
    this.#slowHash = options.slowHash ?? slowHash;
    this.#onProblem = options.onProblem;
  }

  /**
   * @param validMs how long it can be used, milliseconds
   * @param form `link` for a code of 256 bits, which a link carries; `short` for one that can be read out and typed
   */
  async invite(
    account: string,
    employee: string,
    validMs: number,
    form: "link" | "short" = "link",
  ): Promise<{ code: string; expiresAt: number }> {
    const code = form === "link" ? newSecret() : newShortCode();
    const expiresAt = this.#now() + validMs;
    await this.#store.addInvitation(await this.#hashCode(code), { account, employee, expiresAt });
    return { code: form === "link" ? code : writeShortCode(code), expiresAt };
  }

  /** Whose invitation it is; undefined where it is unknown, used or expired. */
  async preview(code: string): Promise<Invitation | undefined> {
    return await this.#store.findInvitation(await this.#hashCode(code), this.#now());
  }

  /**
   * Uses an invitation up. May be asked again with the same token, where the answer was lost.
   *
   * @param token of the device's own making, 256 bits
   */
  async redeem(
    code: string,
    token: string,
    device: { name: string; platform: string; holder?: Holder },
  ): Promise<Device | undefined> {
    const codeHash = await this.#hashCode(code);
    return await this.#store.redeem(codeHash, hashSecret(token), { id: randomUUID(), ...device }, this.#now());
  }

  /** Whose token it is. */
  async authenticate(token: string | undefined): Promise<Authentication> {
    const device = token === undefined ? undefined : await this.#store.findDevice(hashSecret(token));
    const now = this.#now();
    if (device === undefined || device.revokedAt !== undefined || now - device.lastUsedAt > this.#expiryMs) {
      return { ok: false, why: "unknown" };
    }
    if (device.suspendedAt !== undefined) return { ok: false, why: "suspended" };
    if (now - device.lastUsedAt > TOUCH_EVERY_MS) this.#touch(device.id, now);
    return { ok: true, device };
  }

  revoke(account: string, id: string): Promise<boolean> {
    return this.#store.revoke(account, id, this.#now());
  }

  /** A full disk keeps nobody out. */
  #touch(id: string, at: number): void {
    this.#store.touch(id, at).catch((error: unknown) => this.#onProblem(`a device's use was not noted: ${error}`));
  }

  async #hashCode(code: string): Promise<string> {
    return isShortCode(code) ? await this.#slowHash(code, await this.#store.salt()) : hashSecret(code);
  }
}
