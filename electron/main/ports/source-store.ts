import type { CsvMapping } from "../../../shared/contacts/csv-mapping.ts";
import type { SourceResult } from "../../../shared/contacts/source.ts";

/** Where contacts come from, as it is kept. Passwords are not: they are in the keychain. */
export interface StoredSource {
  id: string;
  /** `file`: imported once, and again when it is asked for; `watched`: a file or folder that is read when it changes. */
  kind: "file" | "watched" | "url" | "carddav";
  name: string;
  /** Path, or address without user name and password. */
  location: string;
  username?: string;
  /** `carddav`: the chosen address books. */
  addressBooks?: string[];
  /** How its CSV files are read, where the employee has said so. */
  mapping?: CsvMapping;
  everyMinutes?: number;
  /** What tells whether something has changed since: ETag, sync token and the like, each by what it is of. */
  validators?: Record<string, string>;
  result?: SourceResult;
  /** When its contacts are from: Unix milliseconds. */
  asOf?: number;
  nextTryAt?: number;
  /** Tries that failed one after the other. */
  failures?: number;
  /** An import is under way: where that is still so at the start, the app was ended in the middle of it. */
  importing?: boolean;
}

/** The employee's sources and what he said of CSV files, on disk. */
export interface SourceStore {
  /** In the order that counts. */
  all(): StoredSource[];
  /** New ones come last. */
  put(source: StoredSource): void;
  remove(id: string): void;
  setOrder(ids: readonly string[]): void;
  /** How a file with this heading was read before. */
  mapping(heading: string): CsvMapping | undefined;
  rememberMapping(heading: string, mapping: CsvMapping): void;
}
