import type { SecretName, SecretPlace, SecretProtection, SecretStore } from "../../electron/main/ports/secrets.ts";

/** Secrets in memory; `place` says where a keychain would have put them. */
export class FakeSecrets implements SecretStore {
  readonly kept = new Map<SecretName, string>();
  place: SecretPlace = "keychain";
  protects: SecretProtection = "keychain";

  async protection(): Promise<SecretProtection> {
    return this.protects;
  }

  async get(name: SecretName): Promise<string | undefined> {
    return this.kept.get(name);
  }

  async set(name: SecretName, value: string): Promise<SecretPlace> {
    this.kept.set(name, value);
    return this.place;
  }

  async delete(name: SecretName): Promise<void> {
    this.kept.delete(name);
  }
}
