import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { defined } from "../../../../shared/defined.ts";
import { isAccountId, parseRelayAddress } from "../../../../shared/links.ts";
import type { ProposedRelay, ProposedRelaySource } from "../../ports/proposed-relay.ts";

/** Only these two; what else is in the file is for others. */
const policySchema = z.object({
  relay: z.string().max(300).transform(parseRelayAddress).exactOptional(),
  account: z.string().refine(isAccountId).exactOptional(),
});

/** Where an administrator puts what holds for the whole machine; employees may read it, and not write it. */
export function machinePolicyFile(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string {
  if (platform === "win32") return join(env.ProgramData ?? "C:\\ProgramData", "Sidetone", "policy.json");
  return platform === "darwin" ? "/Library/Application Support/Sidetone/policy.json" : "/etc/sidetone/policy.json";
}

/**
 * The relay in the machine's policy: what the Windows installer wrote for `/RELAY=`, or an administrator. A MyFone password
 * will go there, so nobody else may have named it.
 *
 * @param isTrusted whether only administrators can have written the file
 */
export function relayInPolicy(file: string, isTrusted: (file: string) => Promise<boolean>): ProposedRelaySource {
  return {
    async read(): Promise<{ ok: true; proposed: ProposedRelay | undefined } | { ok: false; problem: string }> {
      let content: unknown;
      try {
        content = JSON.parse(await readFile(file, "utf8"));
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT")
          return { ok: true, proposed: undefined };
        // A parser's own words would quote the file.
        const problem = error instanceof SyntaxError ? "is not valid JSON" : `cannot be read: ${String(error)}`;
        return { ok: false, problem: `policy.json ${problem}` };
      }
      const parsed = policySchema.safeParse(content);
      if (!parsed.success) return { ok: false, problem: `policy.json: ${z.prettifyError(parsed.error)}` };
      const { relay, account } = parsed.data;
      if (relay !== undefined && !(await isTrusted(file).catch(() => false))) {
        return { ok: false, problem: "policy.json: others than administrators may have written it" };
      }
      if (relay !== undefined) return { ok: true, proposed: { relay, ...defined({ account }) } };
      const named = typeof content === "object" && content !== null && "relay" in content;
      return named
        ? { ok: false, problem: "policy.json: the relay is not reached over https" }
        : { ok: true, proposed: undefined };
    },
  };
}
