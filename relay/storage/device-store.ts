/** Who may connect: devices by token, and invitations that make devices. Only hashes of secrets are kept. */
export interface Invitation {
  account: string;
  employee: string;
  /** Unix milliseconds. */
  expiresAt: number;
}

export interface Device {
  id: string;
  account: string;
  employee: string;
  name: string;
  platform: string;
  /** Unix milliseconds. */
  createdAt: number;
  revokedAt: number | undefined;
}

export interface DeviceStore {
  addInvitation(codeHash: string, invitation: Invitation): void;
  /** An invitation that is neither used nor expired. */
  findInvitation(codeHash: string, now: number): Invitation | undefined;
  /** Uses an invitation up and adds the device, in one transaction; undefined where it was not valid (any more). */
  redeem(
    codeHash: string,
    tokenHash: string,
    device: { id: string; name: string; platform: string },
    now: number,
  ): Device | undefined;
  findDevice(tokenHash: string): Device | undefined;
  devices(account?: string): Device[];
  /** False where there is no such device, or it was revoked before. */
  revoke(id: string, now: number): boolean;
  /** Ids of devices revoked since then, by whatever process; Unix milliseconds. */
  revokedSince(since: number): string[];
}
