import { execFile } from "node:child_process";
import { realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";

const OTHERS_WRITE = 0o022;

/**
 * Whether nobody but root can have written a file of macOS or Linux: it and its folder are root's, and others may not write
 * there. Links are followed.
 *
 * @throws where it cannot be looked at
 */
export function isRootsAlone(file: string): boolean {
  const real = realpathSync(file);
  return [real, dirname(real)].every((path) => {
    const { uid, mode } = statSync(path);
    return uid === 0 && (mode & OTHERS_WRITE) === 0;
  });
}

/** Windows: local system, administrators, TrustedInstaller. By SDDL's two letters, or by SID. */
const administrators = new Set([
  ...["SY", "S-1-5-18", "BA", "S-1-5-32-544"],
  "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",
]);
/** FILE_GENERIC_READ and FILE_GENERIC_EXECUTE, in letters and as SDDL writes both at once. */
const readOnly = /^(?:(?:FR|FX|GR|GX)+|0x1200a9|0x120089|0x1200a0)$/;
/** An entry of the access list: type; flags; rights; …; whose. */
const accessEntry = /\((\w+);(\w*);(\w*);[^;)]*;[^;)]*;([\w-]+)(?:;[^)]*)?\)/g;

/**
 * Whether a file with this security descriptor is an administrator's, and all others may only read it.
 *
 * @see https://learn.microsoft.com/windows/win32/secauthz/security-descriptor-string-format
 */
export function isAdministratorsAlone(sddl: string): boolean {
  const [, owner = ""] = /^O:(S-[\d-]+|[A-Z]{2})/.exec(sddl.trim()) ?? [];
  // Without a list everybody may do everything.
  const [, list = ""] = /D:[A-Z]*((?:\([^)]*\))+)/.exec(sddl) ?? [];
  const entries = [...list.matchAll(accessEntry)];
  const isAll = entries.length === (list.match(/\(/g)?.length ?? 0);
  return (
    administrators.has(owner) &&
    entries.length > 0 &&
    isAll &&
    entries.every(([, type = "", , rights = "", who = ""]) => {
      return type === "D" || (type === "A" && (administrators.has(who) || readOnly.test(rights)));
    })
  );
}

/** As Windows' own PowerShell tells it: Node knows no owner there. Most of a second. */
export function readSecurityDescriptor(file: string, env: NodeJS.ProcessEnv): Promise<string> {
  const program = `${env.SystemRoot ?? "C:\\Windows"}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
  // The path goes by the environment: nothing in it can become a command. No method is called, which AppLocker may forbid.
  const args = [
    "-NoLogo",
    "-NoProfile",
    "-NonInteractive",
    "-Command",
    "(Get-Acl -LiteralPath $env:SIDETONE_FILE).Sddl",
  ];
  return new Promise((resolve, reject) => {
    const options = { env: { ...env, SIDETONE_FILE: file }, windowsHide: true, timeout: 20_000, maxBuffer: 100_000 };
    execFile(program, args, options, (error, output) => (error === null ? resolve(output) : reject(error)));
  });
}
