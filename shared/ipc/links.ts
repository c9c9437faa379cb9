import { z } from "zod";
import type { telephoneSchemes } from "../links.ts";

/** The schemes that he is told of; `sips` goes where `sip` goes. */
export const shownSchemes = ["tel", "callto", "sip"] as const satisfies readonly (typeof telephoneSchemes)[number][];
export type TelephoneScheme = (typeof shownSchemes)[number];

const linkHandlerSchema = z.object({
  own: z.boolean(),
  /** The other program that gets them, in the system's words; absent where none does, or nobody knows. */
  other: z.string().optional(),
});
export type LinkHandler = z.output<typeof linkHandlerSchema>;

export const linkRequests = {
  /** Whether the system gives telephone links to Sidetone. */
  "links.handlers": {
    in: z.undefined(),
    out: z.array(linkHandlerSchema.extend({ scheme: z.enum(shownSchemes) })),
  },
  /** `system-page`: the system's page is open, where he chooses himself; `not-taken`: the system did not do it. */
  "links.claim": { in: z.undefined(), out: z.enum(["done", "system-page", "not-taken"]) },
} as const;
