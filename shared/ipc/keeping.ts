import { z } from "zod";

const ignoredSchema = z.object({
  /** As the file calls it. */
  name: z.string(),
  why: z.enum(["unknown", "not-valid", "locked"]),
});
export type IgnoredSetting = z.output<typeof ignoredSchema>;

/** What is kept on this computer, and taken to another. */
export const keepingRequests = {
  /** Deletes calls from this computer for good. */
  "history.erase": {
    in: z.discriminatedUnion("what", [
      z.object({ what: z.literal("all") }),
      z.object({ what: z.literal("older"), days: z.int().min(1).max(3650) }),
      z.object({ what: z.literal("number"), number: z.string().min(1).max(200) }),
    ]),
    out: z.object({ calls: z.int().min(0) }),
  },
  /** Asks for a file and writes the settings into it; not saved where he changed his mind. */
  "settings.export": { in: z.undefined(), out: z.object({ saved: z.boolean() }) },
  /** Asks for a file and takes over what it holds; nothing where he changed his mind. */
  "settings.import": {
    in: z.undefined(),
    out: z.object({ taken: z.array(z.string()), ignored: z.array(ignoredSchema) }).optional(),
  },
} as const;

/** Why a file of settings is not taken over. */
export const keepingErrorCodes = ["not-settings", "settings-newer"] as const;
