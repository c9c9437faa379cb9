import { z } from "zod";

/** A person as the windows show him: what all sources say of him, put together when it is asked for, never on disk. */

/** `source:key`, stable across refreshes of the source. */
export const contactIdSchema = z.string().min(3).max(200);

const markSchema = z.object({
  favourite: z.boolean(),
  /** Calls from him come through where others do not. */
  vip: z.boolean(),
  /** Calls from him raise no notification. */
  blocked: z.boolean(),
});

/** Who he is, in one line of a list. */
export const personRowSchema = markSchema.extend({
  id: contactIdSchema,
  kind: z.enum(["own", "colleague", "contact"]),
  isCompany: z.boolean(),
  name: z.string(),
  company: z.string().optional(),
  department: z.string().optional(),
  title: z.string().optional(),
  /** The number that a click dials, and how it is shown. */
  number: z.string().optional(),
  displayNumber: z.string().optional(),
  /** How many numbers there are. */
  numbers: z.int(),
  /** Ids of the sources that have him, the one that the name is from first. */
  sources: z.array(z.string()).min(1),
});
export type PersonRow = z.output<typeof personRowSchema>;

/** Part of a text that matches what was typed: from, to (UTF-16 units). */
const rangeSchema = z.tuple([z.int(), z.int()]);

export const searchHitSchema = z.object({
  person: personRowSchema,
  /** What of `person.name` matches. */
  nameRanges: z.array(rangeSchema),
  /** Where it matches anywhere but in the name: what, and which part of it. */
  because: z
    .object({
      field: z.enum([
        "company",
        "department",
        "title",
        "number",
        "email",
        "note",
        "customer-number",
        "address",
        "other",
      ]),
      text: z.string(),
      ranges: z.array(rangeSchema),
    })
    .optional(),
  /** Only a word like it was found. */
  typo: z.boolean(),
});
export type SearchHit = z.output<typeof searchHitSchema>;

export const numberLabels = ["main", "work", "mobile", "home", "fax", "other", "local", "phone"] as const;

/** What the employee writes himself, about somebody new or somebody whom a source has. */
export const ownContactSchema = z.object({
  name: z.string().trim().min(1).max(200),
  isCompany: z.boolean(),
  company: z.string().trim().max(200),
  department: z.string().trim().max(200),
  title: z.string().trim().max(200),
  numbers: z
    .array(
      z.object({
        number: z.string().trim().min(1).max(100),
        label: z.enum(["main", "work", "mobile", "home", "fax", "other"]),
        customLabel: z.string().trim().max(50).optional(),
      }),
    )
    .max(50),
  emails: z.array(z.string().trim().min(1).max(254)).max(20),
  address: z.string().trim().max(500),
  customerNumber: z.string().trim().max(50),
  website: z.string().trim().max(500),
  note: z.string().max(10_000),
});
export type OwnContact = z.output<typeof ownContactSchema>;

export const personSchema = personRowSchema.extend({
  /** All his numbers, each once. */
  allNumbers: z.array(
    z.object({
      number: z.string(),
      displayNumber: z.string(),
      /** `local`: his local number; `phone`: one of his phones. */
      label: z.enum(numberLabels),
      customLabel: z.string().optional(),
      /** Whether it can be dialled. */
      dialable: z.boolean(),
      sources: z.array(z.string()),
    }),
  ),
  emails: z.array(z.string()),
  address: z.string().optional(),
  customerNumber: z.string().optional(),
  website: z.string().optional(),
  categories: z.array(z.string()),
  /** What the sources note. */
  notes: z.array(z.object({ source: z.string(), text: z.string() })),
  /** The entry that the employee wrote himself, for his form; absent where he only marked or noted. */
  own: ownContactSchema.optional(),
  /** What the employee himself noted. */
  ownNote: z.string().optional(),
  /** Who says so: each source's own entry. */
  origins: z.array(
    z.object({
      id: contactIdSchema,
      source: z.string(),
      sourceName: z.string(),
      sourceKind: z.enum(["own", "colleagues", "file", "watched", "url", "carddav"]),
      name: z.string(),
      company: z.string().optional(),
      /** When that source was read, Unix milliseconds. */
      asOf: z.int().optional(),
    }),
  ),
  /** A colleague: what the PBX says of him. */
  colleague: z
    .object({
      localNumber: z.string(),
      departments: z.array(z.string()),
      phones: z.array(z.object({ localNumber: z.string(), name: z.string() })),
      info: z.array(
        z.object({
          label: z.string(),
          value: z.string(),
          /** Type 2 of the guide: the value is a colleague's local number. */
          employee: z.object({ id: contactIdSchema, name: z.string(), localNumber: z.string() }).optional(),
        }),
      ),
    })
    .optional(),
});
export type Person = z.output<typeof personSchema>;

/** Why a caller is taken for somebody. */
export const matchReasonSchema = z.object({
  how: z.enum([
    /** The very number. */
    "exact",
    /** The same subscriber, written with another prefix in the source. */
    "other-prefix",
    /** The number is unknown, but lies among the numbers of this company: probably. */
    "company-range",
    /** A local number of a colleague. */
    "local",
  ]),
  label: z.enum(numberLabels).optional(),
  customLabel: z.string().optional(),
  /** How many others have this number. */
  others: z.int(),
  /** Of the company whose main number it is, where several have it. */
  company: z.string().optional(),
  sourceName: z.string(),
  sourceKind: z.enum(["own", "colleagues", "file", "watched", "url", "carddav"]),
  /** When that source was read, Unix milliseconds. */
  asOf: z.int().optional(),
});
export type MatchReason = z.output<typeof matchReasonSchema>;
