import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SafeStorage } from "electron";
import type { Desktop } from "./desktop.ts";
import { refuseUnknown } from "./refuse-unknown.ts";

type Offered = Omit<SafeStorage, "setUsePlainTextEncryption">;

/** The first bytes of what it writes: Electron's own marks its ciphertext in the same way. */
const MARK = Buffer.from("double1");
const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface SafeStorageSurroundings {
  desktop: Desktop;
  platform: string;
  userData(): string;
  isReady(): boolean;
}

/**
 * Encrypts for real (AES-256-GCM), with a key that stands in for the system's keychain and lies in a file beside the data.
 * The file protects nothing; it makes what one run wrote readable for the next.
 */
export function createSafeStorage({ desktop, platform, userData, isReady }: SafeStorageSurroundings): Offered {
  const isAvailable = () => isReady() && desktop.failures.keychain !== "missing";
  const key = () => {
    const file = join(userData(), "electron-double-keychain");
    try {
      writeFileSync(file, randomBytes(32), { flag: "wx", mode: 0o600 });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    return readFileSync(file);
  };

  const encrypt = (plainText: string, caller: string): Buffer => {
    if (!isAvailable())
      throw new Error(`Error while encrypting the text provided to ${caller}. Encryption is not available.`);
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv("aes-256-gcm", key(), iv);
    const encrypted = Buffer.concat([cipher.update(plainText, "utf8"), cipher.final()]);
    return Buffer.concat([MARK, iv, cipher.getAuthTag(), encrypted]);
  };
  const decrypt = (encrypted: Buffer, caller: string): string => {
    const failed = `Error while decrypting the ciphertext provided to ${caller}.`;
    if (!isAvailable()) throw new Error(`${failed} Decryption is not available.`);
    if (!encrypted.subarray(0, MARK.length).equals(MARK)) throw new Error(failed);
    const iv = encrypted.subarray(MARK.length, MARK.length + IV_BYTES);
    const tag = encrypted.subarray(MARK.length + IV_BYTES, MARK.length + IV_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv("aes-256-gcm", key(), iv, { authTagLength: TAG_BYTES }).setAuthTag(tag);
      const body = encrypted.subarray(MARK.length + IV_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
    } catch (error) {
      throw new Error(failed, { cause: error });
    }
  };

  return refuseUnknown(
    {
      isEncryptionAvailable: isAvailable,
      isAsyncEncryptionAvailable: async () => isAvailable(),
      encryptString: (plainText) => encrypt(plainText, "safeStorage.encryptString"),
      decryptString: (encrypted) => decrypt(encrypted, "safeStorage.decryptString"),
      encryptStringAsync: async (plainText) => encrypt(plainText, "safeStorage.encryptStringAsync"),
      decryptStringAsync: async (encrypted) => ({
        result: decrypt(encrypted, "safeStorage.decryptStringAsync"),
        shouldReEncrypt: false,
      }),
      getSelectedStorageBackend() {
        // Electron has this on Linux only.
        if (platform !== "linux") throw new TypeError("safeStorage.getSelectedStorageBackend is not a function");
        if (!isReady() || desktop.failures.keychain === "missing") return "unknown";
        return desktop.failures.keychain === "basic_text" ? "basic_text" : "gnome_libsecret";
      },
    } satisfies Offered,
    "safeStorage",
  );
}
