import type { ImportOutcome } from "../../electron/main/ports/contact-importer.ts";
import { openContacts } from "./open-contacts.ts";

export interface ImportOrder {
  folder: string;
  source: string;
  files: string[];
}

export type ImportNews = { type: "under-way" } | { type: "progress" } | { type: "over"; outcome: ImportOutcome };

/** An app that does nothing but one import, for being killed meanwhile. */
process.once("message", async ({ folder, source, files }: ImportOrder) => {
  const tell = (news: ImportNews) => void process.send?.(news);
  const { importer, close } = openContacts(folder);
  tell({ type: "under-way" });
  const outcome = await importer.run({ source, files }, () => tell({ type: "progress" }), new AbortController().signal);
  await close();
  tell({ type: "over", outcome });
  process.disconnect();
});
