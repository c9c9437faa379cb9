import { join } from "node:path";
import { World } from "../../tools/bench/contacts/world/world.ts";
import { writeCsv, writeVcards } from "../../tools/bench/contacts/world/write-files.ts";

/** A file with another address book for each seed. @returns its path */
export function addressBook(folder: string, contacts: number, seed: number, type: "vcf" | "csv" = "vcf"): string {
  const path = join(folder, `book-${seed}-${contacts}.${type}`);
  const write = type === "vcf" ? writeVcards : writeCsv;
  write(path, new World({ seed }), contacts);
  return path;
}
