import { randomUUID } from "node:crypto";
import { writeShortCode } from "../../shared/pairing/short-code.ts";
import type { Device, DeviceStore, Holder, Invitation, ShortCode } from "../storage/device-store.ts";
import { hashSecret, newSecret } from "./secrets.ts";
import { newShortCode, SHORT_CODE_LIFE_MS, type SlowHash, shortCodeOf, slowHash } from "./short-code.ts";

const DAY_MS = 86_400_000;

export interface PairingOptions {
  /** A device that was not used for this long must be invited anew. */
  deviceExpiryDays: number;
  /** Makes guessing short codes from a stolen database slow; faster in tests. */
  slowHash?: SlowHash;
  /** A device was let in. */
  onUsed?(device: Device): void;
}

/** Whether a token is good; where it is not, why. */
export type Authentication = { ok: true; device: Device } | { ok: false; why: "unknown" | "suspended" };

/** Invitations become devices. Of secrets, only hashes are kept. */
export class Pairing {
  readonly #store: DeviceStore;
  readonly #now: () => number;
  readonly #expiryMs: number;
  readonly #slowHash: SlowHash;
  readonly #onUsed: (device: Device) => void;

  /** @param now Unix milliseconds */
  constructor(store: DeviceStore, now: () => number, options: PairingOptions) {
    this.#store = store;
    this.#now = now;
    this.#expiryMs = options.deviceExpiryDays * DAY_MS;
    this.#slowHash = options.slowHash ?? slowHash;
    this.#onUsed = options.onUsed ?? (() => {});
  }

  /**
   * @param validMs how long it can be used, milliseconds; a short code for half an hour at most
   * @param form `link` for a code of 256 bits, which a link carries; `short` for one that can be read out and typed
   */
  async invite(
    account: string,
    employee: string,
    validMs: number,
    form: "link" | "short" = "link",
  ): Promise<{ code: string; expiresAt: number }> {
    const isShort = form === "short";
    const code = isShort ? newShortCode() : newSecret();
    const expiresAt = this.#now() + (isShort ? Math.min(validMs, SHORT_CODE_LIFE_MS) : validMs);
    const known = await this.#hashOf(code);
    await this.#store.addInvitation(known.hash, { account, employee, expiresAt }, known.short);
    return { code: isShort ? writeShortCode(code) : code, expiresAt };
  }

  /** Whose invitation it is; undefined where it is unknown, used, expired, or dead of wrong tries. */
  async preview(code: string): Promise<Invitation | undefined> {
    const codeHash = await this.#tryCode(code);
    return codeHash === undefined ? undefined : await this.#store.findInvitation(codeHash, this.#now());
  }

  /**
   * Uses an invitation up. May be asked again with the same token, where the answer was lost.
   *
   * @param token of the device's own making, 256 bits
   */
  async redeem(code: string, token: string, device: { name: string; platform: string }): Promise<Device | undefined> {
    const codeHash = await this.#tryCode(code);
    if (codeHash === undefined) return undefined;
    return await this.#store.redeem(codeHash, hashSecret(token), { id: randomUUID(), ...device }, this.#now());
  }

  /** Remembers whom the extension belongs to, so that it is noticed when it becomes somebody else's. */
  async rememberHolder({ account, id, holder }: Device, now: Holder): Promise<void> {
    if (holder === undefined) await this.#store.setHolder(account, id, now);
  }

  /** Whose token it is. */
  async authenticate(token: string | undefined): Promise<Authentication> {
    const device = token === undefined ? undefined : await this.#store.findDevice(hashSecret(token));
    const now = this.#now();
    if (device === undefined || device.revokedAt !== undefined || now - device.lastUsedAt > this.#expiryMs) {
      return { ok: false, why: "unknown" };
    }
    if (device.suspendedAt !== undefined) return { ok: false, why: "suspended" };
    this.#onUsed(device);
    return { ok: true, device };
  }

  revoke(account: string, id: string): Promise<boolean> {
    return this.#store.revoke(account, id, this.#now());
  }

  async #hashOf(code: string): Promise<{ hash: string; short?: ShortCode }> {
    const short = shortCodeOf(code);
    if (short === undefined) return { hash: hashSecret(code) };
    return { hash: await this.#slowHash(code, await this.#store.salt()), short };
  }

  /** A short code that is wrong counts against those that it may have been meant for. */
  async #tryCode(code: string): Promise<string | undefined> {
    const { hash, short } = await this.#hashOf(code);
    if (short === undefined) return hash;
    return (await this.#store.tryShortCode(short.slot, hash, this.#now())) ? hash : undefined;
  }
}
