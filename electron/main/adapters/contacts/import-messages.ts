import { z } from "zod";
import { csvMappingSchema } from "../../../../shared/contacts/csv-mapping-schema.ts";
import type { ImportProgress } from "../../../../shared/contacts/source.ts";
import type { ImportOutcome } from "../../ports/contact-importer.ts";

/** What the thread is given that imports. */
export const importTaskSchema = z.object({
  /** Where the file of contacts is to be. */
  path: z.string(),
  files: z.array(z.string()),
  mapping: csvMappingSchema.optional(),
  /** Of the file that there is. */
  former: z.string().optional(),
  /** One number, not 0 when it is to stop. */
  stop: z.instanceof(SharedArrayBuffer),
});
export type ImportTask = z.output<typeof importTaskSchema>;

export type ImportMessage = { type: "progress"; progress: ImportProgress } | { type: "over"; outcome: ImportOutcome };
