import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { EnrolmentSource } from "../../ports/enrolment-source.ts";

const enrolmentSchema = z.object({
  invitation: z.string().max(2000),
  myFone: z.object({ username: z.string().min(1).max(200), password: z.string().min(1).max(200) }).exactOptional(),
  makeCallUrl: z.url({ protocol: /^https?$/ }).exactOptional(),
  keepSecrets: z.enum(["memory", "plain"]).exactOptional(),
});

/** `enrolment.json` in the app's data folder. */
export function enrolmentFile(folder: string): EnrolmentSource {
  const file = join(folder, "enrolment.json");
  return {
    async take() {
      let text: string;
      try {
        text = await readFile(file, "utf8");
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        return { ok: false, problem: `enrolment.json cannot be read: ${String(error)}` };
      }
      await rm(file);
      let content: unknown;
      try {
        content = JSON.parse(text);
      } catch {
        return { ok: false, problem: "enrolment.json is not valid JSON" };
      }
      const parsed = enrolmentSchema.safeParse(content);
      if (!parsed.success) return { ok: false, problem: `enrolment.json: ${z.prettifyError(parsed.error)}` };
      return { ok: true, enrolment: parsed.data };
    },
  };
}
