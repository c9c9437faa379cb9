import type Database from "better-sqlite3";
import { z } from "zod";
import { defined } from "../../../../shared/defined.ts";
import type { OwnContactStore, OwnEntry } from "../../ports/own-contact-store.ts";

const labelSchema = z.enum(["main", "work", "mobile", "home", "fax", "other"]);

const contactSchema = z.object({
  uid: z.string().optional(),
  kind: z.enum(["person", "company"]),
  name: z.string().min(1),
  familyFirst: z.string().optional(),
  company: z.string().optional(),
  department: z.string().optional(),
  title: z.string().optional(),
  numbers: z.array(z.object({ number: z.string(), label: labelSchema, customLabel: z.string().optional() })),
  emails: z.array(z.string()),
  address: z.string().optional(),
  customerNumber: z.string().optional(),
  website: z.string().optional(),
  categories: z.array(z.string()).optional(),
  note: z.string().optional(),
});

const aboutSchema = z.object({
  id: z.string(),
  name: z.string(),
  company: z.string().optional(),
  numbers: z.array(z.string()),
});

const flagSchema = z
  .int()
  .min(0)
  .max(1)
  .transform((flag) => flag === 1);

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "no JSON" });
    return z.NEVER;
  }
});

const rowSchema = z.object({
  id: z.string(),
  favourite: flagSchema,
  vip: flagSchema,
  blocked: flagSchema,
  note: z.string(),
  created_at: z.int(),
  changed_at: z.int(),
  contact: json.pipe(contactSchema).nullable(),
  about: json.pipe(aboutSchema).nullable(),
});

/** What the employee wrote about people, in `own.db`: a row for each entry. */
export class SqliteOwnContactStore implements OwnContactStore {
  readonly #database: Database.Database;
  readonly #all: Database.Statement;
  readonly #put: Database.Statement;
  readonly #remove: Database.Statement;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#all = database.prepare("SELECT * FROM own_contacts ORDER BY created_at, id");
    this.#put = database.prepare(`
      INSERT INTO own_contacts (id, favourite, vip, blocked, note, created_at, changed_at, contact, about)
      VALUES (@id, @favourite, @vip, @blocked, @note, @createdAt, @changedAt, @contact, @about)
      ON CONFLICT (id) DO UPDATE SET
        favourite = excluded.favourite,
        vip = excluded.vip,
        blocked = excluded.blocked,
        note = excluded.note,
        changed_at = excluded.changed_at,
        contact = excluded.contact,
        about = excluded.about
    `);
    this.#remove = database.prepare("DELETE FROM own_contacts WHERE id = ?");
  }

  all(): OwnEntry[] {
    return this.#all.all().flatMap((row) => toEntry(row) ?? []);
  }

  write({ put, remove }: { put: readonly OwnEntry[]; remove: readonly string[] }): void {
    this.#database.transaction(() => {
      for (const id of remove) this.#remove.run(id);
      for (const entry of put) this.#put.run(toRow(entry));
    })();
  }
}

function toRow(entry: OwnEntry): Record<string, string | number | null> {
  const { id, contact, about, note, createdAt, changedAt } = entry;
  return {
    id,
    favourite: entry.favourite ? 1 : 0,
    vip: entry.vip ? 1 : 0,
    blocked: entry.blocked ? 1 : 0,
    note,
    createdAt,
    changedAt,
    contact: contact === undefined ? null : JSON.stringify(contact),
    about: about === undefined ? null : JSON.stringify(about),
  };
}

function toEntry(row: unknown): OwnEntry | undefined {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) return undefined;
  const { id, favourite, vip, blocked, note, created_at, changed_at, contact, about } = parsed.data;
  const marks = { id, favourite, vip, blocked, note, createdAt: created_at, changedAt: changed_at };
  return {
    ...marks,
    ...(contact === null
      ? {}
      : {
          contact: {
            ...defined(contact),
            kind: contact.kind,
            name: contact.name,
            emails: contact.emails,
            numbers: contact.numbers.map(({ number, label, customLabel }) => ({
              number,
              label,
              ...defined({ customLabel }),
            })),
          },
        }),
    ...(about === null
      ? {}
      : { about: { id: about.id, name: about.name, numbers: about.numbers, ...defined({ company: about.company }) } }),
  };
}
