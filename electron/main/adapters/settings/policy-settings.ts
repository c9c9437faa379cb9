import { readFileSync } from "node:fs";
import { noPolicy, type Policy, readPolicy } from "../../../../shared/settings/read-policy.ts";

/**
 * The machine's policy for settings (`machinePolicyFile`). Read before anything else is, and once: what an administrator
 * changes holds from the next start on.
 *
 * @param isTrusted whether only administrators can have written it; may throw
 */
export function readPolicySettings(file: string, isTrusted: (file: string) => boolean): Policy {
  let text: string;
  try {
    if (!isTrusted(file)) return { ...noPolicy, problems: [""] };
    text = readFileSync(file, "utf8");
  } catch (error) {
    const isNone = error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
    return isNone ? noPolicy : { ...noPolicy, problems: [""] };
  }
  return readPolicy(text);
}
