/** What the app keeps secret. The names are fixed, so that nothing is left behind on "forget". */
export type SecretName = "device-token" | "myfone-password";

/**
 * - `keychain`: encrypted by the operating system's keychain;
 * - `memory`: no keychain was to be had, so it is kept until the app quits, and the employee is told.
 */
export type SecretPlace = "keychain" | "memory";

export interface SecretStore {
  /** Undefined where there is none, or where it cannot be read any more (the keychain was reset). */
  get(name: SecretName): Promise<string | undefined>;
  set(name: SecretName, value: string): Promise<SecretPlace>;
  delete(name: SecretName): Promise<void>;
}
