import type { SecretStore } from "../ports/secrets.ts";
import type { SettingsStore } from "../ports/settings-store.ts";
import { failed } from "./failure.ts";

/**
 * Where this computer could keep a secret only so that others can read it, the employee says first what he wants.
 *
 * @returns the refusal, or undefined where the secret may be kept
 */
export async function askBeforeKeeping(
  secrets: SecretStore,
  settings: SettingsStore,
): Promise<ReturnType<typeof failed> | undefined> {
  if (settings.get().keepSecrets !== "ask" || (await secrets.protection()) !== "plain") return undefined;
  return failed("secrets-unprotected", "the system has no keychain: the employee is to say how secrets are kept");
}
