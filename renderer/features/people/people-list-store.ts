import { createStore, type StoreApi } from "zustand/vanilla";
import type { PersonRow } from "../../../shared/contacts/person.ts";
import type { Bridge, RequestOutput } from "../../../shared/ipc/contract.ts";
import type { Problem } from "../../bridge/problem.ts";
import { sendRequest } from "../../bridge/send-request.ts";
import { PAGE_ROWS, RowPlaces } from "./row-places.ts";

type Answer = RequestOutput<"contacts.list">;

interface PeopleListState {
  places: RowPlaces;
  /** By page; those that are not here have not been asked for, or were let go. */
  pages: ReadonlyMap<number, readonly (PersonRow | null)[]>;
  /** Whether main has answered at all. */
  isLoaded: boolean;
  problem: Problem | undefined;
}

/** Where one is in the list: at this row, so far down in it (CSS pixels). Stays when rows above come or go. */
export interface Anchor {
  row: number;
  within: number;
}

export interface PeopleListStore extends Pick<StoreApi<PeopleListState>, "getState" | "getInitialState" | "subscribe"> {
  /** Kept here, so that one comes back to where one was. */
  anchor: Anchor;
  row(index: number): PersonRow | null | undefined;
  /** These rows are in sight, or nearly. */
  want(first: number, last: number): void;
  /** Asks anew when contacts have changed. */
  follow(contactsRev: number): void;
  /** After a failure. */
  retry(): void;
}

/** Pages that are kept. */
const MOST_PAGES = 60;
const MOST_ASKED_AT_ONCE = 2;

/** All contacts, of which only what is in sight is ever asked for. */
export function createPeopleListStore(bridge: Bridge): PeopleListStore {
  const store = createStore<PeopleListState>(() => ({
    places: new RowPlaces(0, []),
    pages: new Map(),
    isLoaded: false,
    problem: undefined,
  }));
  let followed: number | undefined;
  /** Answers to questions from before the last change say nothing any more. */
  let edition = 0;
  let isRenewing = false;
  let wanted: number[] = [];
  const asked = new Set<number>();

  function row(index: number): PersonRow | null | undefined {
    return store.getState().pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
  }

  function ask(page: number) {
    return sendRequest(bridge, "contacts.list", { offset: page * PAGE_ROWS, limit: PAGE_ROWS });
  }

  /** Asks for what is wanted and not there, what was wanted last first. */
  function fill(): void {
    if (isRenewing || store.getState().problem !== undefined) return;
    for (const page of wanted) {
      if (asked.size >= MOST_ASKED_AT_ONCE) return;
      if (!asked.has(page) && !store.getState().pages.has(page)) void load(page);
    }
  }

  async function load(page: number): Promise<void> {
    const asking = edition;
    asked.add(page);
    const result = await ask(page);
    if (asking !== edition) return;
    asked.delete(page);
    if (!result.ok) {
      store.setState({ problem: result });
      return;
    }
    const { places, pages } = store.getState();
    if (result.value.total !== places.rows) {
      // Main is ahead of its snapshot: all of it is another list.
      void renew();
      return;
    }
    const kept = new Map(pages);
    for (const far of [...kept.keys()].filter((one) => !wanted.includes(one)).slice(0, kept.size - MOST_PAGES)) {
      kept.delete(far);
    }
    kept.set(page, result.value.rows);
    places.setPage(page, gapsOf(page, result.value));
    store.setState({ places, pages: kept });
    fill();
  }

  /** The list as it is now, with whoever was on top of what is seen still there. */
  async function renew(): Promise<void> {
    edition += 1;
    const asking = edition;
    isRenewing = true;
    asked.clear();
    const { anchor } = self;
    const at = Math.floor(anchor.row / PAGE_ROWS);
    // Who was there may have moved to the page before or behind.
    const around = store.getState().isLoaded ? [at, at + 1, at - 1].filter((page) => page >= 0) : [at];
    const results = await Promise.all(around.map(async (page) => ({ page, result: await ask(page) })));
    if (asking !== edition) return;
    isRenewing = false;
    const failure = results.map(({ result }) => result).find((result) => !result.ok);
    const fresh = results.flatMap(({ page, result }) => (result.ok ? [{ page, answer: result.value }] : []));
    const newest = fresh.at(-1)?.answer;
    if (newest === undefined || (failure !== undefined && !failure.ok)) {
      store.setState({ problem: failure !== undefined && !failure.ok ? failure : undefined });
      return;
    }
    const places = new RowPlaces(newest.total, newest.sections);
    const pages = new Map<number, Answer["rows"]>();
    for (const { page, answer } of fresh) {
      if (page * PAGE_ROWS >= newest.total) continue;
      pages.set(page, answer.rows);
      places.setPage(page, gapsOf(page, answer));
    }
    self.anchor = anchorIn(fresh, places);
    store.setState({ places, pages, isLoaded: true, problem: undefined });
    fill();
  }

  function anchorIn(fresh: readonly { page: number; answer: Answer }[], places: RowPlaces): Anchor {
    const { anchor } = self;
    // From its top the list is seen as it is now, also who has come on top.
    if (anchor.row === 0 && anchor.within === 0) return anchor;
    const id = row(anchor.row)?.id;
    const found = fresh
      .flatMap(({ page, answer }) => answer.rows.map((one, index) => ({ id: one?.id, row: page * PAGE_ROWS + index })))
      .filter((one) => id !== undefined && one.id === id)
      // A favourite stands among the others, too.
      .sort((a, b) => Math.abs(a.row - anchor.row) - Math.abs(b.row - anchor.row))[0];
    return { ...anchor, row: found?.row ?? Math.min(anchor.row, Math.max(0, places.rows - 1)) };
  }

  const self: PeopleListStore = {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    anchor: { row: 0, within: 0 },
    row,
    want(first, last) {
      const to = Math.min(last, store.getState().places.rows - 1);
      wanted = [];
      for (let page = Math.floor(Math.max(0, first) / PAGE_ROWS); page * PAGE_ROWS <= to; page += 1) wanted.push(page);
      fill();
    },
    follow(contactsRev) {
      if (contactsRev === followed) return;
      followed = contactsRev;
      void renew();
    },
    retry() {
      store.setState({ problem: undefined });
      void renew();
    },
  };
  return self;
}

function gapsOf(page: number, { rows }: Answer): number[] {
  return rows.flatMap((row, index) => (row === null ? [page * PAGE_ROWS + index] : []));
}
