import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { installedProgram } from "../../fakes/installed-program.ts";

/**
 * Makes `<name>.crt` and `<name>.key` for localhost in a folder, by openssl.
 *
 * @returns their paths
 */
export function makeCertificate(folder: string, name: string): { certFile: string; keyFile: string } {
  const certFile = join(folder, `${name}.crt`);
  const keyFile = join(folder, `${name}.key`);
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", keyFile];
  const subject = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const args = ["req", "-x509", "-days", "30", ...key, "-out", certFile, ...subject];
  execFileSync(installedProgram("openssl"), args, { stdio: "pipe" });
  return { certFile, keyFile };
}
