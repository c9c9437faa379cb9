import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import { ConfigError } from "./config-error.ts";

export interface CertificatePaths {
  /** The certificate and its chain, PEM. */
  certFile: string;
  keyFile: string;
}

/** A certificate and its key, both PEM. */
export interface Certificate {
  cert: Buffer;
  key: Buffer;
  validTo: Date;
}

/**
 * Reads a certificate and its key, and sees whether they belong together.
 *
 * @throws ConfigError
 */
export function readCertificate({ certFile, keyFile }: CertificatePaths): Certificate {
  const cert = readPem("certFile", certFile);
  const key = readPem("keyFile", keyFile);
  try {
    // Refuses what is no certificate or key, and a key that is another certificate's.
    createSecureContext({ cert, key });
    return { cert, key, validTo: new X509Certificate(cert).validToDate };
  } catch (error) {
    throw new ConfigError(
      `listen.tls: ${certFile} and ${keyFile} must be a certificate and its key, both PEM: ${messageOf(error)}`,
    );
  }
}

function readPem(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new ConfigError(`listen.tls.${name}: ${file} cannot be read: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
