import { z } from "zod";
import { type CsvMapping, csvFields } from "./csv-mapping.ts";

export const csvMappingSchema: z.ZodType<CsvMapping> = z.object({
  delimiter: z.enum([",", ";", "\t", "|"]),
  heading: z.boolean(),
  fields: z.array(z.enum(csvFields)).max(500),
});
