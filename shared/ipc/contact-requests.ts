import { z } from "zod";
import { csvMappingSchema } from "../contacts/csv-mapping-schema.ts";
import {
  contactIdSchema,
  matchReasonSchema,
  ownContactSchema,
  personRowSchema,
  personSchema,
  searchHitSchema,
} from "../contacts/person.ts";
import { shownCallSchema } from "./snapshot.ts";

const nothing = z.undefined();
const sourceId = z.string().min(1).max(64);

/** A file that was chosen, looked into and not imported yet. */
const importPreviewSchema = z.object({
  /** Names the choice in the requests that follow. */
  draft: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  format: z.enum(["vcard", "csv"]),
  /** `csv` only. */
  csv: z
    .object({
      mapping: csvMappingSchema,
      /** The heading as it stands there, or empty texts. */
      headings: z.array(z.string()),
      /** The first rows as they stand there. */
      rows: z.array(z.array(z.string())),
      /** Whether the mapping is one that he chose for a file with this heading before. */
      remembered: z.boolean(),
    })
    .optional(),
  /** The first contacts as they would be imported. */
  contacts: z.array(
    z.object({
      name: z.string(),
      company: z.string().optional(),
      numbers: z.array(z.string()),
      emails: z.array(z.string()),
    }),
  ),
  /** Of the part that was looked into: contacts and lines left out. */
  sample: z.object({ contacts: z.int(), refused: z.int(), whole: z.boolean() }),
  /** The source that came from this file before: it would be refreshed. */
  replaces: z.object({ source: z.string(), name: z.string() }).optional(),
});
export type ImportPreview = z.output<typeof importPreviewSchema>;

const refusedLineSchema = z.object({
  line: z.int(),
  reason: z.enum([
    "no-name",
    "no-number",
    "number-not-understood",
    "card-broken",
    "row-broken",
    "too-long",
    "repeated",
  ]),
  excerpt: z.string(),
});

/** What the windows ask about contacts; part of the contract in `contract.ts`. */
export const contactRequests = {
  /** For the search field. `people` best first; calls from the history that match. */
  "contacts.search": {
    in: z.object({ text: z.string().max(200), limit: z.int().min(1).max(100) }),
    out: z.object({
      people: z.array(searchHitSchema),
      more: z.boolean(),
      calls: z.array(shownCallSchema),
      /** A newer search overtook this one: there is no answer in it. */
      overtaken: z.boolean(),
    }),
  },
  /**
   * A part of the list of all, favourites first and then by alphabet. A row that is the same person as the row before
   * it is null: it takes no room.
   */
  "contacts.list": {
    in: z.object({ offset: z.int().min(0), limit: z.int().min(1).max(200) }),
    out: z.object({
      rows: z.array(personRowSchema.nullable()),
      total: z.int(),
      /** Where each section begins: `★` for favourites, a letter, `#` for what has none. */
      sections: z.array(z.object({ title: z.string(), offset: z.int() })),
    }),
  },
  "contacts.person": { in: z.object({ id: contactIdSchema }), out: z.object({ person: personSchema.optional() }) },
  /** All who have a number, the best first, each with why. */
  "contacts.matches": {
    in: z.object({ number: z.string().max(200) }),
    out: z.object({ matches: z.array(z.object({ person: personRowSchema, reason: matchReasonSchema })) }),
  },
  /** The latest calls with him, on any of his numbers; of a colleague also those that he answered for others. */
  "contacts.calls": {
    in: z.object({ id: contactIdSchema, limit: z.int().min(1).max(100) }),
    out: z.object({ calls: z.array(shownCallSchema), answered: z.array(shownCallSchema) }),
  },
  /** Own entry of somebody new (no `about`), or what the employee writes about somebody whom a source has. */
  "contacts.save": {
    in: z.object({ about: contactIdSchema.optional(), contact: ownContactSchema }),
    out: z.object({ id: contactIdSchema }),
  },
  /** A note, favourite and tags, of anybody. What is left out stays. */
  "contacts.mark": {
    in: z.object({
      id: contactIdSchema,
      favourite: z.boolean().optional(),
      vip: z.boolean().optional(),
      blocked: z.boolean().optional(),
      note: z.string().max(10_000).optional(),
    }),
    out: z.object({ id: contactIdSchema }),
  },
  /** Deletes what the employee wrote; whom a source has stays as the source has him. */
  "contacts.deleteOwn": { in: z.object({ id: contactIdSchema }), out: nothing },
  /** Asks where to, and writes all contacts as vCards. Absent count: he changed his mind. */
  "contacts.export": {
    in: z.object({ what: z.enum(["all", "own"]) }),
    out: z.object({ contacts: z.int().optional() }),
  },

  /** Asks for a file and looks into it. Absent preview: he changed his mind. */
  "contacts.chooseFile": { in: nothing, out: z.object({ preview: importPreviewSchema.optional() }) },
  /** The chosen file with another mapping. */
  "contacts.preview": {
    in: z.object({ draft: z.string().max(64), mapping: csvMappingSchema }),
    out: z.object({ preview: importPreviewSchema }),
  },
  "contacts.dropDraft": { in: z.object({ draft: z.string().max(64) }), out: nothing },
  /** Makes the chosen file a source and imports it. `watch`: it is read again whenever it changes. */
  "contacts.import": {
    in: z.object({ draft: z.string().max(64), name: z.string().trim().min(1).max(100), watch: z.boolean() }),
    out: z.object({ source: z.string() }),
  },

  /** Asks for a folder whose files are to be a source. Absent source: he changed his mind. */
  "sources.chooseFolder": { in: nothing, out: z.object({ source: z.string().optional() }) },
  /** A list of contacts on the web, or a CardDAV server; the password goes to the keychain. */
  "sources.subscribe": {
    in: z.object({
      kind: z.enum(["url", "carddav"]),
      url: z.string().min(1).max(2000),
      name: z.string().trim().max(100),
      username: z.string().max(200),
      password: z.string().max(500),
      everyMinutes: z.int().min(5).max(10_080),
      /** `carddav`: which of the server's address books; absent for the first try. */
      addressBooks: z.array(z.string().max(2000)).max(100).optional(),
    }),
    out: z.discriminatedUnion("next", [
      z.object({ next: z.literal("done"), source: z.string() }),
      /** The server has several: which? */
      z.object({ next: z.literal("choose"), addressBooks: z.array(z.object({ url: z.string(), name: z.string() })) }),
    ]),
  },
  "sources.update": {
    in: z.object({
      source: sourceId,
      name: z.string().trim().min(1).max(100).optional(),
      everyMinutes: z.int().min(5).max(10_080).optional(),
      username: z.string().max(200).optional(),
      password: z.string().max(500).optional(),
    }),
    out: nothing,
  },
  "sources.refresh": { in: z.object({ source: sourceId }), out: nothing },
  "sources.cancel": { in: z.object({ source: sourceId }), out: nothing },
  "sources.remove": { in: z.object({ source: sourceId }), out: nothing },
  /** Which source's word counts first; ids of all but `own` and `colleagues`. */
  "sources.order": { in: z.object({ sources: z.array(sourceId).max(1000) }), out: nothing },
  "sources.report": {
    in: z.object({ source: sourceId, offset: z.int().min(0), limit: z.int().min(1).max(500) }),
    out: z.object({ lines: z.array(refusedLineSchema), total: z.int() }),
  },
  /** Asks where to, and writes the report as CSV. */
  "sources.saveReport": { in: z.object({ source: sourceId }), out: z.object({ saved: z.boolean() }) },
} as const satisfies Record<string, { in: z.ZodType; out: z.ZodType }>;

export const contactErrorCodes = [
  "no-such-contact",
  "no-such-source",
  "no-such-draft",
  "file-not-readable",
  "file-empty",
  "file-not-written",
  "file-archive",
  "file-web-page",
  "file-spreadsheet",
  "file-binary",
  "file-no-contacts",
  "url-not-valid",
  "url-insecure",
  "source-unreachable",
  "source-credentials",
  "source-refused",
  "source-no-address-book",
  "import-in-progress",
] as const;
