import type { Contact } from "../../../shared/contacts/contact.ts";
import type { OwnContact } from "../../../shared/contacts/person.ts";
import type { RequestOutput } from "../../../shared/ipc/contract.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import type { CallStore, StoredCall } from "../ports/call-store.ts";
import type { IndexedContact } from "../ports/contact-index.ts";
import type { FileDialogs } from "../ports/file-dialogs.ts";
import type { FileWriter } from "../ports/file-writer.ts";
import type { Logger } from "../ports/logger.ts";
import type { Translator } from "../ports/translate.ts";
import type { AppState } from "./app-state.ts";
import { presentCall } from "./call-presenter.ts";
import type { CallerLookup } from "./caller-lookup.ts";
import { exportContacts } from "./contact-export.ts";
import { errorName } from "./error-name.ts";
import { failed, type Outcome } from "./failure.ts";
import type { OwnLinks } from "./own-links.ts";
import type { Marks, OwnWriting } from "./own-writing.ts";
import type { People } from "./people.ts";
import type { PersonGroupOptions } from "./person-group.ts";

export interface ContactsServiceOptions extends PersonGroupOptions {
  state: AppState;
  people: People;
  lookup: CallerLookup;
  writing: OwnWriting;
  links: OwnLinks;
  calls: Pick<CallStore, "callsWith" | "callsAnsweredBy">;
  files: FileDialogs;
  writer: FileWriter;
  translator: Translator;
  logger: Logger;
  /** All that the sources have, source by source. */
  entries(): Iterable<IndexedContact>;
  /** As `shared/contacts/vcard/write-vcard.ts` does it. */
  writeVcard(contact: Contact): string;
  breathe(): Promise<void>;
  /** Whose numbers they are may have changed: what is shown is to be looked up again. */
  onChanged(): void;
}

/** Persons for the windows: who they are, what was said with them, and what the employee writes about them. */
export class ContactsService {
  readonly #options: ContactsServiceOptions;

  constructor(options: ContactsServiceOptions) {
    this.#options = options;
  }

  person(id: string): Outcome<RequestOutput<"contacts.person">> {
    const person = this.#options.people.person(id);
    return { ok: true, value: person === undefined ? {} : { person } };
  }

  matches(number: string): Outcome<RequestOutput<"contacts.matches">> {
    const { lookup, people } = this.#options;
    const matches = lookup.matches(number).flatMap(({ id, reason }) => {
      const person = people.row(id);
      return person === undefined ? [] : [{ person, reason }];
    });
    return { ok: true, value: { matches } };
  }

  /** Calls on any of his numbers; and those that he, a colleague, answered for the employee. */
  calls(id: string, limit: number): Outcome<RequestOutput<"contacts.calls">> {
    const { people, calls } = this.#options;
    const known = people.known(id);
    if (known === undefined) return { ok: true, value: { calls: [], answered: [] } };
    const employee = known.entries.find((entry) => entry.employee !== undefined)?.employee;
    const present = ({ call, unseen }: StoredCall): ShownCall => presentCall(call, unseen, this.#options.lookup);
    return {
      ok: true,
      value: {
        calls: calls.callsWith(people.numberKeys(id), limit).map(present),
        answered: employee === undefined ? [] : calls.callsAnsweredBy(employee.localNumber, limit).map(present),
      },
    };
  }

  save(about: string | undefined, contact: OwnContact): Outcome<{ id: string }> {
    return this.#told(this.#options.writing.save(about, contact));
  }

  mark(id: string, marks: Marks): Outcome<{ id: string }> {
    return this.#told(this.#options.writing.mark(id, marks));
  }

  deleteOwn(id: string): Outcome<undefined> {
    return this.#told(this.#options.writing.remove(id));
  }

  /** Asks where to, and writes vCards. No count where he changed his mind. */
  async export(what: "all" | "own"): Promise<Outcome<RequestOutput<"contacts.export">>> {
    const { files, writer, translator, logger } = this.#options;
    const { translate: t } = translator;
    const name = t(what === "own" ? "dialogs.exportOwnName" : "dialogs.exportAllName");
    const path = await files.saveFile({ title: t("dialogs.exportTitle"), name: `${name}.vcf`, kind: "vcard" });
    if (path === undefined) return { ok: true, value: {} };
    let contacts = 0;
    const markNames = () => ({
      favourite: t("dialogs.exportFavourite"),
      vip: t("dialogs.exportVip"),
      blocked: t("dialogs.exportBlocked"),
    });
    const cards = exportContacts(what, { ...this.#options, markNames }, (count) => {
      contacts = count;
    });
    try {
      await writer.write(path, cards);
    } catch (error) {
      logger.error("contacts were not exported", { error: errorName(error) });
      return failed("file-not-written", "the file could not be written");
    }
    return { ok: true, value: { contacts } };
  }

  /** A source has other contacts now, or the colleagues are others. */
  async sourcesChanged(): Promise<void> {
    const { links, logger } = this.#options;
    this.#changed();
    try {
      if (await links.refresh()) this.#changed();
    } catch (error) {
      // They are looked at again with the next change; what he wrote is as it was.
      logger.error("own contacts were not brought up to date", { error: errorName(error) });
    }
  }

  dispose(): void {
    this.#options.links.stop();
  }

  #told<Value>(outcome: Outcome<Value>): Outcome<Value> {
    if (outcome.ok) this.#changed();
    return outcome;
  }

  #changed(): void {
    const { state, onChanged } = this.#options;
    state.update({ contactsRev: state.snapshot.contactsRev + 1 });
    onChanged();
  }
}
