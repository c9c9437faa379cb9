import { createStore, type StoreApi } from "zustand/vanilla";
import type { Bridge, EventPayload } from "../../shared/ipc/contract.ts";
import { sendRequest } from "./send-request.ts";

export type View = EventPayload<"window.show">["view"];

/** A text that somebody outside the window wants dialled; `count` grows with each wish, also when the text is the same. */
interface DialWish {
  text: string | undefined;
  count: number;
}

/** What lies on top of a view until one goes back. */
export type Page =
  | { kind: "person"; id: string }
  /** Somebody new: what of him is known. */
  | { kind: "new"; number?: string; name?: string }
  /** What the employee writes about a person. */
  | { kind: "edit"; id: string }
  /** All who have a number. */
  | { kind: "matches"; number: string; displayNumber: string }
  /** Where contacts come from. `added`: the one that is new. */
  | { kind: "sources"; added?: string }
  /** A file with contacts, looked into before it is imported. */
  | { kind: "import" }
  /** Contacts that are on a server. */
  | { kind: "subscribe"; what: "url" | "carddav" }
  /** What was left out of a source. */
  | { kind: "report"; source: string }
  /** How each part of the app is. */
  | { kind: "diagnostics" };

interface ShowState {
  view: View;
  /** The last is the one that is seen. */
  pages: readonly Page[];
  dialWish: DialWish;
  /** What stands in the dial field. */
  dialDraft: string;
  /** Grows with each wish to search. */
  searchWish: number;
  /** He has just come to his extension, and has not seen yet that it works. */
  isNew: boolean;
}

export interface ShowStore extends Pick<StoreApi<ShowState>, "getState" | "getInitialState" | "subscribe"> {
  /** Listens for what main wants shown, from before the first drawing on. Returns the way to stop. */
  start(): () => void;
  show(view: View): void;
  /** Puts a page on top of the view. */
  open(page: Page): void;
  /** Puts a page in place of the one that is seen. */
  replace(page: Page): void;
  /** To what lies below the page that is seen. */
  back(): void;
  /** To the calls of somebody who has just come to his extension. */
  arrive(): void;
  /** He has seen that it works. */
  settled(): void;
  /** What was typed into the dial field, so that it outlives the page. */
  typed(dialDraft: string): void;
  /** To the search field, from wherever one is. */
  search(): void;
}

/** Which view is shown, and what lies on top of it: chosen here, or asked for from tray, link or notification. */
export function createShowStore(bridge: Bridge): ShowStore {
  const store = createStore<ShowState>(() => ({
    view: "calls",
    pages: [],
    dialWish: { text: undefined, count: 0 },
    dialDraft: "",
    searchWish: 0,
    isNew: false,
  }));
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    arrive: () => store.setState({ view: "calls", pages: [], isNew: true }),
    settled: () => store.setState({ isNew: false }),
    show: (view) => store.setState({ view, pages: [] }),
    open: (page) => store.setState(({ pages }) => ({ pages: [...pages, page] })),
    replace: (page) => store.setState(({ pages }) => ({ pages: [...pages.slice(0, -1), page] })),
    back: () => store.setState(({ pages }) => ({ pages: pages.slice(0, -1) })),
    typed: (dialDraft) => store.setState({ dialDraft }),
    search: () => store.setState(({ searchWish }) => ({ view: "people", pages: [], searchWish: searchWish + 1 })),
    start() {
      const stopRemembering = store.subscribe((now, before) => {
        const isOther = now.view !== before.view || now.pages !== before.pages || now.dialDraft !== before.dialDraft;
        if (isOther) {
          void sendRequest(bridge, "window.remember", shownIn(now));
        }
      });
      const stopListening = bridge.on("window.show", ({ view, dialText, newContact, person }) => {
        const { count } = store.getState().dialWish;
        store.setState({ view, pages: view === "people" ? pagesOf(newContact, person) : [] });
        if (view === "calls") store.setState({ dialWish: { text: dialText, count: count + 1 } });
      });
      return () => {
        stopRemembering();
        stopListening();
      };
    },
  };
}

/** The longest text that main takes for the dial field. Characters. */
const LONGEST_DRAFT = 200;

/** What can be shown again: the view, whose card or which new person lies on top of it, and what stands in the dial field. */
function shownIn({ view, pages, dialDraft }: ShowState): EventPayload<"window.show"> {
  const page = pages.at(-1);
  if (view === "people" && page?.kind === "person") return { view, person: page.id };
  if (view === "people" && page?.kind === "new" && page.number !== undefined) {
    return { view, newContact: { number: page.number } };
  }
  return view === "calls" && dialDraft.trim() !== "" ? { view, dialText: dialDraft.slice(0, LONGEST_DRAFT) } : { view };
}

function pagesOf(newContact: { number: string } | undefined, person: string | undefined): Page[] {
  if (person !== undefined) return [{ kind: "person", id: person }];
  return newContact === undefined ? [] : [{ kind: "new", number: newContact.number }];
}
