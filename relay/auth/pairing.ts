import { randomUUID } from "node:crypto";
import type { Device, DeviceStore, Invitation } from "../storage/device-store.ts";
import { hashSecret, newSecret } from "./secrets.ts";

/** Invitations become devices. Secrets leave this module once, and only their hashes are kept. */
export class Pairing {
  readonly #store: DeviceStore;
  readonly #now: () => number;

  constructor(store: DeviceStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** @param validMs how long it can be used, milliseconds */
  invite(account: string, employee: string, validMs: number): { code: string; expiresAt: number } {
    const code = newSecret();
    const expiresAt = this.#now() + validMs;
    this.#store.addInvitation(hashSecret(code), { account, employee, expiresAt });
    return { code, expiresAt };
  }

  /** Whose invitation it is; undefined where it is unknown, used or expired. */
  preview(code: string): Invitation | undefined {
    return this.#store.findInvitation(hashSecret(code), this.#now());
  }

  redeem(code: string, device: { name: string; platform: string }): { device: Device; token: string } | undefined {
    const token = newSecret();
    const redeemed = this.#store.redeem(
      hashSecret(code),
      hashSecret(token),
      { id: randomUUID(), ...device },
      this.#now(),
    );
    return redeemed === undefined ? undefined : { device: redeemed, token };
  }

  /** The device that a token belongs to; undefined where it is unknown or revoked. */
  authenticate(token: string | undefined): Device | undefined {
    if (token === undefined) return undefined;
    const device = this.#store.findDevice(hashSecret(token));
    return device?.revokedAt === undefined ? device : undefined;
  }

  revoke(id: string): boolean {
    return this.#store.revoke(id, this.#now());
  }
}
