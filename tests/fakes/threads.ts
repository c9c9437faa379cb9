import type { Threads } from "../../electron/main/compose-contacts.ts";

const adapters = new URL("../../electron/main/adapters/contacts/", import.meta.url);

/** The programs of the app's threads as they are written: Node runs them. */
export const threads: Threads = {
  importContacts: new URL("import-thread.ts", adapters),
  browseContacts: new URL("browse-thread.ts", adapters),
};
