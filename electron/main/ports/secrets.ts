/** What the app keeps secret of the pairing. The names are fixed, so that nothing is left behind on "sign out". */
export const secretNames = ["device-token", "account-hash", "myfone-password"] as const;
/** Beside them, the password of a source of contacts, which goes with the source. */
export type SecretName = (typeof secretNames)[number] | `source-${string}`;

/**
 * How secrets can be kept here:
 * - `keychain`: encrypted by the operating system's keychain;
 * - `plain`: on disk, but readable by whoever can read the employee's files (Linux' `basic_text`);
 * - `none`: not at all.
 */
export type SecretProtection = "keychain" | "plain" | "none";

/** Where a secret went: as it is protected, or into memory until the app quits. */
export type SecretPlace = "keychain" | "plain" | "memory";

export interface SecretStore {
  protection(): Promise<SecretProtection>;
  /** Undefined where there is none, or where it cannot be read any more (the keychain was reset). */
  get(name: SecretName): Promise<string | undefined>;
  /** Readable on disk only where the employee has agreed to that. */
  set(name: SecretName, value: string): Promise<SecretPlace>;
  delete(name: SecretName): Promise<void>;
}
