import { mkdirSync } from "node:fs";
import { ContactFolder } from "../../electron/main/adapters/contacts/contact-folder.ts";
import { ThreadedContactImporter } from "../../electron/main/adapters/contacts/threaded-contact-importer.ts";
import type { ContactImporter } from "../../electron/main/ports/contact-importer.ts";
import { threads } from "../fakes/threads.ts";

/** All that these tests know of how contacts are stored. */
export interface OpenContacts {
  importer: ContactImporter;
  /** All contacts of a source, each as text, in the order of that text. */
  contents(source: string): string[];
  close(): Promise<void>;
}

/** As the app opens them when it starts. */
export function openContacts(folder: string): OpenContacts {
  mkdirSync(folder, { recursive: true });
  const contactFolder = new ContactFolder(folder);
  const importer = new ThreadedContactImporter(contactFolder, threads.importContacts);
  return {
    importer,
    contents: (source) =>
      [...contactFolder.entries()]
        .filter((entry) => entry.source === source)
        .map(({ contact }) => JSON.stringify(contact))
        .sort(),
    close: async () => {
      await importer.dispose();
      contactFolder.close();
    },
  };
}
