import { createStore, type StoreApi } from "zustand/vanilla";
import type { Bridge, RequestOutput } from "../../../shared/ipc/contract.ts";
import type { Problem } from "../../bridge/problem.ts";
import { sendRequest } from "../../bridge/send-request.ts";

type Found = Omit<RequestOutput<"contacts.search">, "overtaken">;
interface TypedNumber {
  number: string;
  displayNumber: string;
}

export interface SearchAnswer extends Found {
  /** What was searched for. */
  text: string;
  /** The number that was typed, where it is one that can be dialled. */
  typed: TypedNumber | undefined;
}

interface SearchState {
  /** The newest that has come; that of a former text until then. */
  answer: SearchAnswer | undefined;
  problem: Problem | undefined;
}

export interface PeopleSearch extends Pick<StoreApi<SearchState>, "getState" | "getInitialState" | "subscribe"> {
  /** Answers `undefined` when a newer question has overtaken this one, or it failed. */
  ask(text: string): Promise<SearchAnswer | undefined>;
  clear(): void;
}

const MOST_SHOWN = 50;
/** With fewer digits it is a local number, and those are found by searching. */
const FEWEST_DIGITS = 5;
/** Main gives up a search for a newer one. One that nobody asked for here is another window's, and is waited for. */
const MOST_TRIES = 3;

/** Searching everything as one types. An answer counts only for the newest question, whenever it arrives. */
export function createPeopleSearch(bridge: Bridge): PeopleSearch {
  const store = createStore<SearchState>(() => ({ answer: undefined, problem: undefined }));
  let question = 0;

  async function ask(text: string): Promise<SearchAnswer | undefined> {
    question += 1;
    const asked = question;
    const typing = typedNumber(bridge, text);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const result = await sendRequest(bridge, "contacts.search", { text, limit: MOST_SHOWN });
      if (asked !== question) return undefined;
      if (!result.ok) {
        store.setState({ problem: result });
        return undefined;
      }
      if (result.value.overtaken) continue;
      const typed = await typing;
      if (asked !== question) return undefined;
      const { people, more, calls } = result.value;
      const answer = { text, people, more, calls, typed };
      store.setState({ answer, problem: undefined });
      return answer;
    }
    return undefined;
  }

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    ask,
    clear() {
      question += 1;
      store.setState({ answer: undefined, problem: undefined });
    },
  };
}

async function typedNumber(bridge: Bridge, text: string): Promise<TypedNumber | undefined> {
  if (text.replace(/\D/g, "").length < FEWEST_DIGITS || /\p{L}/u.test(text)) return undefined;
  const result = await sendRequest(bridge, "dial.preview", { text });
  if (!result.ok || result.value.number === undefined) return undefined;
  const { number, displayNumber = number } = result.value;
  return { number, displayNumber };
}
