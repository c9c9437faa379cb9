import type Database from "better-sqlite3";
import { z } from "zod";
import type { CsvMapping } from "../../../../shared/contacts/csv-mapping.ts";
import { csvMappingSchema } from "../../../../shared/contacts/csv-mapping-schema.ts";
import { sourceResultSchema } from "../../../../shared/contacts/source.ts";
import { defined } from "../../../../shared/defined.ts";
import type { SourceStore, StoredSource } from "../../ports/source-store.ts";

const sourceSchema = z.object({
  id: z.string(),
  kind: z.enum(["file", "watched", "url", "carddav"]),
  name: z.string(),
  location: z.string(),
  username: z.string().optional(),
  addressBooks: z.array(z.string()).optional(),
  mapping: csvMappingSchema.optional(),
  everyMinutes: z.int().optional(),
  validators: z.record(z.string(), z.string()).optional(),
  result: sourceResultSchema.optional(),
  asOf: z.int().optional(),
  nextTryAt: z.int().optional(),
  failures: z.int().optional(),
  importing: z.boolean().optional(),
});

/** Sources and remembered mappings, in `own.db`. */
export class SqliteSourceStore implements SourceStore {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  all(): StoredSource[] {
    const rows = this.#database.prepare("SELECT body FROM sources ORDER BY place, id").pluck().all();
    return rows.flatMap((body) => {
      const source = sourceSchema.safeParse(parsed(body));
      // What cannot be read is left where it is: a newer version may have written it.
      return source.success ? [defined(source.data) as StoredSource] : [];
    });
  }

  put(source: StoredSource): void {
    this.#database
      .prepare(`
        INSERT INTO sources (id, place, body) VALUES (?, (SELECT coalesce(max(place), 0) + 1 FROM sources), ?)
        ON CONFLICT (id) DO UPDATE SET body = excluded.body
      `)
      .run(source.id, JSON.stringify(source));
  }

  remove(id: string): void {
    this.#database.prepare("DELETE FROM sources WHERE id = ?").run(id);
  }

  setOrder(ids: readonly string[]): void {
    const place = this.#database.prepare("UPDATE sources SET place = ? WHERE id = ?");
    this.#database.transaction(() => {
      for (const [index, id] of ids.entries()) place.run(index + 1, id);
    })();
  }

  mapping(heading: string): CsvMapping | undefined {
    const body = this.#database.prepare("SELECT body FROM csv_mappings WHERE heading = ?").pluck().get(heading);
    const mapping = csvMappingSchema.safeParse(parsed(body));
    return mapping.success ? mapping.data : undefined;
  }

  rememberMapping(heading: string, mapping: CsvMapping): void {
    this.#database
      .prepare(
        "INSERT INTO csv_mappings (heading, body) VALUES (?, ?) ON CONFLICT (heading) DO UPDATE SET body = excluded.body",
      )
      .run(heading, JSON.stringify(mapping));
  }
}

function parsed(body: unknown): unknown {
  try {
    return typeof body === "string" ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}
