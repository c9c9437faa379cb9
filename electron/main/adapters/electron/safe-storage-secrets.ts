import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { safeStorage } from "electron";
import { z } from "zod";
import type { Logger } from "../../ports/logger.ts";
import type { SecretName, SecretPlace, SecretProtection, SecretStore } from "../../ports/secrets.ts";

const fileSchema = z.object({
  /** What encrypted it: a secret of another backend cannot be read, and is not tried. */
  backend: z.string(),
  secrets: z.record(z.string(), z.string()),
});
type SecretFile = z.output<typeof fileSchema>;

/** What Electron calls it when it encrypts with a key that everybody knows. */
const NO_PROTECTION = "basic_text";

/**
 * Secrets encrypted with Electron's `safeStorage`, in `secrets.json`. Where the system has no keychain they are held in
 * memory until the app quits, and nothing is written; on Linux, where there is still `basic_text`, which is no protection,
 * the employee may say otherwise.
 */
export class SafeStorageSecrets implements SecretStore {
  readonly #file: string;
  readonly #platform: NodeJS.Platform;
  readonly #logger: Logger;
  readonly #mayKeepPlain: () => boolean;
  readonly #memory = new Map<SecretName, string>();
  #writing: Promise<unknown> = Promise.resolve();

  /** @param mayKeepPlain whether the employee has agreed to secrets that others can read */
  constructor(folder: string, platform: NodeJS.Platform, logger: Logger, mayKeepPlain: () => boolean) {
    this.#file = join(folder, "secrets.json");
    this.#platform = platform;
    this.#logger = logger;
    this.#mayKeepPlain = mayKeepPlain;
  }

  async protection(): Promise<SecretProtection> {
    const backend = await this.#backend();
    if (backend === undefined) return "none";
    return backend === NO_PROTECTION ? "plain" : "keychain";
  }

  async get(name: SecretName): Promise<string | undefined> {
    const inMemory = this.#memory.get(name);
    if (inMemory !== undefined) return inMemory;
    const backend = await this.#backend();
    const { backend: writtenBy, secrets } = await this.#read();
    const encrypted = secrets[name];
    if (encrypted === undefined) return undefined;
    if (backend === undefined || backend !== writtenBy) {
      this.#logger.warn("a secret cannot be read: the keychain is another or missing", { name, writtenBy, backend });
      return undefined;
    }
    try {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(encrypted, "base64"));
      if (shouldReEncrypt) await this.set(name, result);
      return result;
    } catch (error) {
      this.#logger.warn("a secret cannot be decrypted; it has to be given again", { name, error: String(error) });
      return undefined;
    }
  }

  async set(name: SecretName, value: string): Promise<SecretPlace> {
    const backend = await this.#backend();
    if (backend === undefined || (backend === NO_PROTECTION && !this.#mayKeepPlain())) {
      this.#memory.set(name, value);
      await this.#remove(name);
      return "memory";
    }
    const encrypted = (await safeStorage.encryptStringAsync(value)).toString("base64");
    await this.#change((file) => ({
      backend,
      secrets: { ...(file.backend === backend ? file.secrets : {}), [name]: encrypted },
    }));
    this.#memory.delete(name);
    return backend === NO_PROTECTION ? "plain" : "keychain";
  }

  async delete(name: SecretName): Promise<void> {
    this.#memory.delete(name);
    await this.#remove(name);
  }

  #remove(name: SecretName): Promise<void> {
    return this.#change((file) => {
      const { [name]: _, ...secrets } = file.secrets;
      return { ...file, secrets };
    });
  }

  async #backend(): Promise<string | undefined> {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return undefined;
    if (this.#platform !== "linux") return this.#platform;
    const backend = safeStorage.getSelectedStorageBackend();
    return backend === "unknown" ? undefined : backend;
  }

  /** One change at a time, and the file is replaced as a whole, so that a crash leaves the old or the new. */
  #change(change: (file: SecretFile) => SecretFile): Promise<void> {
    const done = this.#writing.then(async () => {
      const next = change(await this.#read());
      const temporary = `${this.#file}.new`;
      await mkdir(join(this.#file, ".."), { recursive: true });
      await writeFile(temporary, JSON.stringify(next), { mode: 0o600 });
      if (Object.keys(next.secrets).length === 0) {
        await rm(temporary);
        await rm(this.#file, { force: true });
      } else await rename(temporary, this.#file);
    });
    this.#writing = done.catch(() => {});
    return done;
  }

  async #read(): Promise<SecretFile> {
    const empty: SecretFile = { backend: "", secrets: {} };
    let text: string;
    try {
      text = await readFile(this.#file, "utf8");
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return empty;
      throw error;
    }
    try {
      return fileSchema.parse(JSON.parse(text));
    } catch {
      this.#logger.warn("secrets.json cannot be read; its secrets have to be given again");
      return empty;
    }
  }
}
