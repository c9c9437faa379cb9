import { nameKey } from "../../../shared/contacts/same-name.ts";
import type { About, OwnEntry } from "../ports/own-contact-store.ts";
import type { OwnContacts } from "./own-contacts.ts";
import { aboutOf } from "./own-writing.ts";
import type { People } from "./people.ts";
import type { PersonEntry } from "./person-entries.ts";
import { entryAbout, groupOf, type PersonGroupOptions } from "./person-group.ts";

/** So many own entries are looked at before other work goes on. */
const SLICE = 50;

export interface OwnLinksOptions extends PersonGroupOptions {
  people: People;
  own: OwnContacts;
  breathe(): Promise<void>;
}

/**
 * Keeps own entries with those whom they are about, when sources were refreshed: what is known of them is brought up to
 * date, and one who has another id now, or is in another source only, is found by a number and his name.
 */
export class OwnLinks {
  readonly #options: OwnLinksOptions;
  /** Grows with each round, so that one that was overtaken stops. */
  #rounds = 0;

  constructor(options: OwnLinksOptions) {
    this.#options = options;
  }

  stop(): void {
    this.#rounds += 1;
  }

  /** @returns whether any entry is about somebody else than before */
  async refresh(): Promise<boolean> {
    this.#rounds += 1;
    const round = this.#rounds;
    const { own, breathe } = this.#options;
    const ids = own.all.flatMap(({ id, about }) => (about === undefined ? [] : [id]));
    let isChanged = false;
    for (let from = 0; from < ids.length; from += SLICE) {
      if (from > 0) await breathe();
      if (round !== this.#rounds) return isChanged;
      const put = ids.slice(from, from + SLICE).flatMap((id) => this.#brought(own.byId(id)) ?? []);
      own.write({ put });
      isChanged ||= put.length > 0;
    }
    return isChanged;
  }

  /** Undefined where it is as it was. */
  #brought(entry: OwnEntry | undefined): OwnEntry | undefined {
    if (entry?.about === undefined) return undefined;
    const about = this.#about(entry, entry.about);
    return JSON.stringify(about) === JSON.stringify(entry.about) ? undefined : { ...entry, about };
  }

  #about(entry: OwnEntry, about: About): About {
    const live = entryAbout(entry, this.#options) ?? this.#other(entry, about);
    if (live === undefined) return about;
    // Of the sources only: what he wrote himself is in the entry already.
    const others = groupOf(live, this.#options).filter((one) => one.id !== live.id && one.own === undefined);
    return aboutOf(live, others);
  }

  /** The same person in another entry, whom nothing else is about. */
  #other(entry: OwnEntry, about: About): PersonEntry | undefined {
    // The PBX may just not have told its list yet.
    if (about.id.startsWith("colleagues:")) return undefined;
    const name = nameKey(about.name);
    return this.#options.people
      .known(entry.id)
      ?.entries.find((one) => one.own === undefined && name !== undefined && one.names.includes(name));
  }
}
