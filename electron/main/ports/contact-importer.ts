import type { CsvMapping } from "../../../shared/contacts/csv-mapping.ts";
import type { Refused } from "../../../shared/contacts/import-item.ts";
import type { ImportProgress, SourceResult } from "../../../shared/contacts/source.ts";

export type RefusedLine = Omit<Refused, "type">;

/** Files that are to be all that a source has. */
export interface ImportJob {
  source: string;
  /** Read one after the other as one list. vCard or CSV, told by their content. */
  files: readonly string[];
  /** For CSV files: how they are read; absent to guess. */
  mapping?: CsvMapping;
}

export type ImportOutcome =
  | { ok: true; contacts: number; refused: number /** The same contacts as before. */; unchanged: boolean }
  | { ok: false; code: Extract<SourceResult, { state: "failed" }>["code"]; detail?: string };

/**
 * Makes files a source's contacts, off the main thread: all or nothing. Until it is done, and where it fails, is
 * cancelled, or the process is killed, the source has the contacts that it had.
 */
export interface ContactImporter {
  run(job: ImportJob, onProgress: (progress: ImportProgress) => void, signal: AbortSignal): Promise<ImportOutcome>;
  /** What the last import left out, in order; `total` is all that it was, of which the first 100,000 are kept. */
  report(source: string, offset: number, limit: number): { lines: RefusedLine[]; total: number };
  /** Forgets a source's contacts and its report. */
  remove(source: string): Promise<void>;
  /** How many contacts a source has. */
  count(source: string): number;
}
