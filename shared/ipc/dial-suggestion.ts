import { z } from "zod";

/** What one should know before one dials this: see `Dialable`. */
export const dialWarningSchema = z.enum(["emergency", "premium", "foreign"]);

/** A number that can be dialled, whose it is, and where it was found. */
export const dialSuggestionSchema = z.object({
  number: z.string(),
  displayNumber: z.string(),
  name: z.string().optional(),
  company: z.string().optional(),
  kind: z.enum(["recent", "contact", "colleague", "pasted"]),
  /** `recent`: of the newest call, Unix milliseconds. */
  at: z.int().optional(),
  warning: dialWarningSchema.optional(),
});
