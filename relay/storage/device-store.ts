/** Who may connect: devices by token, and invitations that make devices. Only hashes of secrets are kept. */
export interface Invitation {
  account: string;
  employee: string;
  /** Unix milliseconds. */
  expiresAt: number;
}

/** Who an extension belongs to, as the Employee API describes him. */
export interface Holder {
  name: string;
  /** Absent where the PBX has none. */
  email?: string;
}

/** Why a device may not connect until its employee is invited anew: the extension has gone, or is somebody else's. */
export type SuspensionReason = "extension-gone" | "extension-reassigned";

export interface Device {
  id: string;
  account: string;
  employee: string;
  name: string;
  platform: string;
  /** Unix milliseconds, all. */
  createdAt: number;
  /** Brought up to date once an hour at most. */
  lastUsedAt: number;
  revokedAt: number | undefined;
  suspendedAt: number | undefined;
  suspendedWhy: SuspensionReason | undefined;
  /** Who the extension belonged to when it was paired, as far as that was known. */
  holder: Holder | undefined;
}

/** What is known of a short code besides its hash. */
export interface ShortCode {
  /** Its first letters, by which a wrong try is counted against the codes that it may have been meant for. */
  slot: string;
  /** As many wrong tries it survives less one. */
  tries: number;
}

/** That a device was used. */
export interface DeviceUse {
  account: string;
  id: string;
  /** Unix milliseconds. */
  at: number;
}

export interface NewDevice {
  id: string;
  name: string;
  platform: string;
}

/**
 * Everything is asynchronous, and nothing needs more of a storage than replacing a document by its version: an invitation
 * is tied to the first token that redeems it, and only then the device is made, so that whoever asks again with the same
 * code and token finishes what was begun, on whatever node.
 *
 * Every method throws where the storage cannot do it.
 */
export interface DeviceStore {
  /** A random text of this installation, for hashing codes that are short enough to be guessed. */
  salt(): Promise<string>;
  /** @param short where the code is short enough to be guessed */
  addInvitation(codeHash: string, invitation: Invitation, short?: ShortCode): Promise<void>;
  /**
   * One try of a short code, in one step: whether it is one, used or not, that has not expired and has tries left. Where
   * it is none, every other one in its slot that may still be used has a try less, and is dead when it has none left.
   */
  tryShortCode(slot: string, codeHash: string, now: number): Promise<boolean>;
  /** An invitation that is neither used nor expired. */
  findInvitation(codeHash: string, now: number): Promise<Invitation | undefined>;
  /**
   * Uses an invitation up for a token and adds the device. The same code and token again, within the invitation's life,
   * give the same device; another token for a used code gives undefined, as does an unknown, expired or dead code, a token
   * that another invitation has made a device of, and a device that has been shut out since.
   */
  redeem(codeHash: string, tokenHash: string, device: NewDevice, now: number): Promise<Device | undefined>;
  findDevice(tokenHash: string): Promise<Device | undefined>;
  /** Of one account, or of all for whoever operates the relay. */
  devices(account?: string): Promise<Device[]>;
  /** Takes note of when devices were used; what is known to be later stays. */
  touch(uses: readonly DeviceUse[]): Promise<void>;
  /** Takes note of whom the extension belongs to, where that was not known. */
  setHolder(account: string, id: string, holder: Holder): Promise<void>;
  /** False where the account has no such device, or it was revoked before. */
  revoke(account: string, id: string, now: number): Promise<boolean>;
  /** False where the account has no such device, or it was suspended or revoked before. */
  suspend(account: string, id: string, why: SuspensionReason, now: number): Promise<boolean>;
  /** Devices that were shut out since then, by whatever process; Unix milliseconds. */
  shutOutSince(since: number): Promise<{ id: string; why: "revoked" | "suspended" }[]>;
}
