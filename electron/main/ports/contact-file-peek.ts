import type { CsvMapping } from "../../../shared/contacts/csv-mapping.ts";
import type { UnreadableReason } from "../../../shared/contacts/import-item.ts";
import type { ImportPreview } from "../../../shared/ipc/contact-requests.ts";

/** What the beginning of a file shows. */
export type PeekedFile = Pick<ImportPreview, "fileName" | "bytes" | "format" | "contacts" | "sample"> & {
  csv?: {
    mapping: CsvMapping;
    headings: string[];
    rows: string[][];
    /** By which its mapping is remembered. */
    headingKey: string;
  };
};

/** Looks into a file without importing it. */
export interface ContactFilePeek {
  /** @param mapping how a CSV file is to be read; absent to guess */
  peek(
    path: string,
    mapping?: CsvMapping,
  ): Promise<{ ok: true; file: PeekedFile } | { ok: false; reason: UnreadableReason | "not-readable" }>;
}
