import { type FSWatcher, watch } from "node:fs";
import { dirname } from "node:path";
import type { Logger } from "pino";
import { type Certificate, type CertificatePaths, readCertificate } from "../config/read-certificate.ts";

export interface CertificateFilesOptions extends CertificatePaths {
  logger: Logger;
  /** How long after a change the files are read, since both change one after the other. Milliseconds. */
  settleMs?: number;
  /** How often the files are read in any case; not every file system tells of changes. Milliseconds. */
  lookEveryMs?: number;
}

const SETTLE_MS = 500;
const LOOK_EVERY_MS = 60_000;
const EXPIRES_SOON_MS = 7 * 24 * 3_600_000;

/**
 * A certificate and its key, read again when their files change. A pair that does not fit, as in the middle of a change or
 * after a mistake, is told in the log, and the one before it stays in use.
 */
export class CertificateFiles {
  readonly #options: CertificateFilesOptions;
  readonly #watchers: FSWatcher[] = [];
  readonly #looking: NodeJS.Timeout;
  #current: Certificate;
  #settling: NodeJS.Timeout | undefined;
  #changed: (certificate: Certificate) => void = () => {};
  /** What was wrong at the last look, so that it is told once. */
  #problem: string | undefined;

  /** @throws ConfigError */
  constructor(options: CertificateFilesOptions) {
    this.#options = options;
    this.#current = readCertificate(options);
    this.#tellExpiry();
    // Folders are watched, since certificates are mostly replaced by renaming or by moving a link.
    for (const folder of new Set([dirname(options.certFile), dirname(options.keyFile)])) this.#watch(folder);
    this.#looking = setInterval(() => this.#look(), options.lookEveryMs ?? LOOK_EVERY_MS).unref();
  }

  get current(): Certificate {
    return this.#current;
  }

  /** Who wants to know of a new pair. */
  onChange(listener: (certificate: Certificate) => void): void {
    this.#changed = listener;
  }

  close(): void {
    clearInterval(this.#looking);
    clearTimeout(this.#settling);
    for (const watcher of this.#watchers) watcher.close();
  }

  #watch(folder: string): void {
    const { logger, settleMs = SETTLE_MS } = this.#options;
    try {
      const watcher = watch(folder, { persistent: false }, () => {
        // Not begun anew with each change: a folder in which something changes all the time would never be looked at.
        this.#settling ??= setTimeout(() => {
          this.#settling = undefined;
          this.#look();
        }, settleMs).unref();
      });
      watcher.on("error", (error) => this.#unwatched(error));
      this.#watchers.push(watcher);
    } catch (error) {
      logger.warn({ problem: messageOf(error) }, "the certificate's folder cannot be watched; it is looked at instead");
    }
  }

  #unwatched(error: unknown): void {
    const problem = messageOf(error);
    this.#options.logger.warn({ problem }, "the certificate's folder is no longer watched; it is looked at instead");
  }

  #look(): void {
    try {
      const read = readCertificate(this.#options);
      this.#problem = undefined;
      if (read.cert.equals(this.#current.cert) && read.key.equals(this.#current.key)) return;
      this.#current = read;
      this.#changed(read);
      this.#tellExpiry();
    } catch (error) {
      const problem = messageOf(error);
      if (problem === this.#problem) return;
      this.#problem = problem;
      this.#options.logger.error({ problem }, "the changed certificate cannot be used; the one before it stays in use");
    }
  }

  #tellExpiry(): void {
    const { validTo } = this.#current;
    const soon = validTo.getTime() - Date.now() < EXPIRES_SOON_MS;
    this.#options.logger[soon ? "warn" : "info"]({ validTo }, soon ? "the certificate runs out" : "certificate in use");
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
