import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openDatabase } from "../../../electron/main/adapters/sqlite/open-database.ts";
import { ownContactMigrations } from "../../../electron/main/adapters/sqlite/own-contact-migrations.ts";
import { SqliteOwnContactStore } from "../../../electron/main/adapters/sqlite/sqlite-own-contact-store.ts";
import { CallerLookup } from "../../../electron/main/services/caller-lookup.ts";
import { ColleagueList } from "../../../electron/main/services/colleague-list.ts";
import { sourceInfo } from "../../../electron/main/services/contact-sources.ts";
import { NumberKeys } from "../../../electron/main/services/number-keys.ts";
import { OwnContacts } from "../../../electron/main/services/own-contacts.ts";
import { OwnLinks } from "../../../electron/main/services/own-links.ts";
import { OwnWriting } from "../../../electron/main/services/own-writing.ts";
import { People } from "../../../electron/main/services/people.ts";
import type { ShownSource } from "../../../shared/contacts/source.ts";
import type { Employee } from "../../../shared/flexfone/types.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { FakeContactIndex } from "../../fakes/fake-contact-index.ts";
import { fakeRandom } from "../../fakes/fake-random.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

export const employee = (localNumber: string, name: string, fields: Partial<Employee> = {}): Employee => ({
  localNumber,
  name,
  phoneNumbers: [],
  phones: [],
  info: [],
  departments: [],
  ...fields,
});

export const writtenForm = (name: string, numbers: string[] = [], fields: Record<string, string> = {}) => ({
  name,
  isCompany: false,
  company: "",
  department: "",
  title: "",
  numbers: numbers.map((number) => ({ number, label: "mobile" as const })),
  emails: [],
  address: "",
  customerNumber: "",
  website: "",
  note: "",
  ...fields,
});

/** For many in one test: what is written is not kept. */
export const IN_MEMORY = ":memory:";

/** Customers.csv before Phone.vcf, colleagues, and what the employee writes, in a real database. */
export function setUpAddressBook(folder = temporaryFolder(), random = fakeRandom()) {
  const { database } = openDatabase(
    folder === IN_MEMORY ? folder : join(folder, "own.db"),
    ownContactMigrations,
    new Date(0),
  );
  onTestFinished(() => {
    if (database.open) database.close();
  });
  const state = freshState();
  const source = (id: string, name: string): ShownSource => ({ id, kind: "file", name, contacts: 0, asOf: 1_000 });
  state.update({ sources: [source("crm", "Customers.csv"), source("phone", "Phone.vcf")] });
  const clock = new FakeClock(1_000);
  const index = new FakeContactIndex();
  const keys = new NumberKeys();
  const store = new SqliteOwnContactStore(database);
  const colleagues = new ColleagueList();
  const own = new OwnContacts(store, keys);
  const spoken = new Map<string, number>();
  const known = {
    contacts: index,
    colleagues,
    own,
    keys,
    source: (id: string) => sourceInfo(state.snapshot, id),
  };
  const people = new People(known);
  const lookup = new CallerLookup({
    ...known,
    spoken: { at: (key) => spoken.get(key) ?? 0 },
    customer: (number) => `Kunde ${number}`,
  });
  const writing = new OwnWriting({ people, own, clock, random });
  const links = new OwnLinks({ ...known, people, breathe: async () => {} });
  return {
    folder,
    database,
    state,
    clock,
    index,
    store,
    colleagues,
    own,
    spoken,
    known,
    people,
    lookup,
    writing,
    links,
  };
}
