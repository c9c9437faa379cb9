import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { writeVcard } from "../../shared/contacts/vcard/write-vcard.ts";
import { CarddavFetcher } from "./adapters/contacts/carddav/carddav-fetcher.ts";
import { createAddressBookFinder } from "./adapters/contacts/carddav/find-address-books.ts";
import { ContactFolder } from "./adapters/contacts/contact-folder.ts";
import { HttpContactList, type HttpFetch } from "./adapters/contacts/http-contact-list.ts";
import { localFiles } from "./adapters/contacts/local-files.ts";
import { nodeContactFilePeek } from "./adapters/contacts/node-contact-file-peek.ts";
import { NodeFileWatcher } from "./adapters/contacts/node-file-watcher.ts";
import { isSafeAddress } from "./adapters/contacts/safe-address.ts";
import { SqliteContactIndex } from "./adapters/contacts/sqlite-contact-index.ts";
import { ThreadedContactBrowser } from "./adapters/contacts/threaded-contact-browser.ts";
import { ThreadedContactImporter } from "./adapters/contacts/threaded-contact-importer.ts";
import { nodeFileWriter } from "./adapters/node-file-writer.ts";
import { openDatabase } from "./adapters/sqlite/open-database.ts";
import { ownMigrations } from "./adapters/sqlite/own-migrations.ts";
import { SqliteOwnContactStore } from "./adapters/sqlite/sqlite-own-contact-store.ts";
import { SqliteSourceStore } from "./adapters/sqlite/sqlite-source-store.ts";
import type { CallStore } from "./ports/call-store.ts";
import type { Clock } from "./ports/clock.ts";
import type { FileDialogs } from "./ports/file-dialogs.ts";
import type { Logger } from "./ports/logger.ts";
import type { Random } from "./ports/random.ts";
import type { SecretStore } from "./ports/secrets.ts";
import type { Translator } from "./ports/translate.ts";
import type { AppState } from "./services/app-state.ts";
import { CallerLookup } from "./services/caller-lookup.ts";
import { ColleagueList } from "./services/colleague-list.ts";
import { ContactBrowsing } from "./services/contact-browsing.ts";
import { sourceInfo } from "./services/contact-sources.ts";
import { ContactsService } from "./services/contacts-service.ts";
import { ImportDrafts } from "./services/import-drafts.ts";
import { LastSpoken } from "./services/last-spoken.ts";
import { NumberKeys } from "./services/number-keys.ts";
import { OwnContacts } from "./services/own-contacts.ts";
import { OwnLinks } from "./services/own-links.ts";
import { OwnWriting } from "./services/own-writing.ts";
import { People } from "./services/people.ts";
import { SourceSubscriptions } from "./services/source-subscriptions.ts";
import { SourcesService } from "./services/sources-service.ts";

/** The programs of the app's threads. */
export interface Threads {
  importContacts: URL;
  browseContacts: URL;
}

interface ContactParts {
  /** The app's data. */
  folder: string;
  threads: Threads;
  state: AppState;
  calls: CallStore;
  secrets: SecretStore;
  files: FileDialogs;
  fetch: HttpFetch;
  translator: Translator;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Whose numbers they are may have changed. */
  onNames(): void;
}

/** The part of `compose.ts` that builds all that has to do with contacts. */
export function composeContacts(parts: ContactParts) {
  const { folder, threads, state, calls, secrets, files, fetch, translator, clock, random, logger } = parts;
  const breathe = () => setImmediate();
  const ownFile = openDatabase(join(folder, "own.db"), ownMigrations, new Date(clock.now()));
  const contactFolder = new ContactFolder(join(folder, "contacts"));
  const fetched = join(folder, "fetched");
  const keys = new NumberKeys();
  const known = {
    contacts: new SqliteContactIndex(() => contactFolder.sources),
    colleagues: new ColleagueList(breathe),
    own: new OwnContacts(new SqliteOwnContactStore(ownFile.database), keys),
    keys,
    source: (id: string) => sourceInfo(state.snapshot, id),
  };
  const spoken = new LastSpoken(calls);
  const people = new People(known);
  const customer = (number: string) => translator.translate("notifications.customer", { number });
  const lookup = new CallerLookup({ ...known, spoken, customer });
  const browser = new ThreadedContactBrowser(contactFolder, threads.browseContacts);
  const browsing = new ContactBrowsing({ ...known, browser, people, lookup, spoken, calls });
  const contacts = new ContactsService({
    ...known,
    state,
    people,
    lookup,
    writing: new OwnWriting({ people, own: known.own, clock, random }),
    links: new OwnLinks({ ...known, people, breathe }),
    calls,
    files,
    writer: nodeFileWriter,
    translator,
    logger,
    entries: () => contactFolder.entries(),
    writeVcard,
    breathe,
    onChanged: () => {
      browsing.changed();
      sources.publish();
      parts.onNames();
    },
  });
  const importer = new ThreadedContactImporter(contactFolder, threads.importContacts);
  const store = new SqliteSourceStore(ownFile.database);
  const carddav = new CarddavFetcher(fetch, fetched);
  const sources = new SourcesService({
    state,
    store,
    importer,
    fetchers: { file: localFiles, watched: localFiles, url: new HttpContactList(fetch, fetched), carddav },
    watcher: new NodeFileWatcher(clock),
    secrets,
    clock,
    random,
    logger,
    ownContacts: () => known.own.all.filter(({ contact }) => contact !== undefined).length,
    onContacts: () => {
      contactFolder.setOrder(sources.ids);
      void contacts.sourcesChanged();
    },
    onRemoved: (id) => carddav.forget(id),
  });
  contactFolder.setOrder(sources.ids);
  const drafts = new ImportDrafts({ files, peek: nodeContactFilePeek, sources, store, random, translator });
  const subscriptions = new SourceSubscriptions({
    sources,
    finder: createAddressBookFinder(fetch),
    files,
    writer: nodeFileWriter,
    importer,
    translator,
    isSafeAddress,
  });
  return {
    colleagues: known.colleagues,
    spoken,
    people,
    lookup,
    contacts,
    browsing,
    sources,
    drafts,
    subscriptions,
    /** Where a damaged file was put aside. */
    recoveredFrom: ownFile.recoveredFrom,
    newerKept: ownFile.newerKept,
    start: () => sources.start(contactFolder.damaged),
    /** What is under way ends; the files are closed when it has. */
    async dispose(): Promise<void> {
      contacts.dispose();
      await Promise.all([importer.dispose(), sources.dispose(), browser.dispose()]);
      contactFolder.close();
      ownFile.database.close();
    },
  };
}
