import { z } from "zod";

/** `own` is what the employee wrote himself, and `colleagues` what the PBX says; neither can be removed. */
const sourceKinds = ["own", "colleagues", "file", "watched", "url", "carddav"] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** What the last refresh of a source came to. */
export const sourceResultSchema = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("done"),
    at: z.int(),
    contacts: z.int(),
    /** Lines, rows, cards and numbers left out: see the report. */
    refused: z.int(),
    /** Nothing had changed since the time before. */
    unchanged: z.boolean(),
  }),
  z.object({
    state: z.literal("failed"),
    at: z.int(),
    /** What is shown says what to do about it, by this code. The contacts stay as they were. */
    code: z.enum([
      "not-found",
      "not-readable",
      "not-contacts",
      "unreachable",
      "credentials",
      "refused",
      "too-big",
      "disk-full",
      "cancelled",
      "insecure",
      "no-address-book",
      "interrupted",
      "internal",
    ]),
    /** The system's or server's own words, without secrets. */
    detail: z.string().optional(),
  }),
]);
export type SourceResult = z.output<typeof sourceResultSchema>;

const importProgressSchema = z.object({
  /** Contacts read so far. */
  contacts: z.int(),
  /** Of them, for each second. */
  rate: z.int(),
  /** 0 to 1; absent where the size is not known. */
  part: z.number().min(0).max(1).optional(),
});
export type ImportProgress = z.output<typeof importProgressSchema>;

/** A source as the window shows it. */
export const shownSourceSchema = z.object({
  id: z.string().max(64),
  kind: z.enum(sourceKinds),
  name: z.string(),
  /** Path, or address without credentials. */
  location: z.string().optional(),
  /** CardDAV: the user name. */
  username: z.string().optional(),
  contacts: z.int(),
  /** When its contacts are from: Unix milliseconds. */
  asOf: z.int().optional(),
  /** How often it is asked by itself, minutes; absent for `file`, and where it is told by the file system. */
  everyMinutes: z.int().optional(),
  result: sourceResultSchema.optional(),
  /** Unix milliseconds; absent where it is not asked by itself. */
  nextTryAt: z.int().optional(),
  progress: importProgressSchema.optional(),
});
export type ShownSource = z.output<typeof shownSourceSchema>;
