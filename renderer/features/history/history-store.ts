import { createStore, type StoreApi } from "zustand/vanilla";
import type { Bridge, RequestInput } from "../../../shared/ipc/contract.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import type { Problem } from "../../bridge/problem.ts";
import { sendRequest } from "../../bridge/send-request.ts";

type HistoryFilter = RequestInput<"calls.history">["filter"];

interface HistoryState {
  filter: HistoryFilter;
  /** Newest first. */
  calls: readonly ShownCall[];
  /** Whether there are older ones. */
  more: boolean;
  /** `first`: there is nothing to show yet; `older`: the next page is on its way. */
  loading: "first" | "older" | undefined;
  problem: Problem | undefined;
}

export interface HistoryStore extends Pick<StoreApi<HistoryState>, "getState" | "getInitialState" | "subscribe"> {
  /** Asks for the newest calls before anybody shows them; to be called after main was asked for its snapshot. */
  prefetch(): void;
  /** Shows another filter, from its newest call on. */
  show(filter: HistoryFilter): Promise<void>;
  /** Asks anew for what is shown, unless it is already what main's `historyRev` stands for. */
  follow(historyRev: number): Promise<void>;
  /** Asks anew for what is shown. */
  refresh(): Promise<void>;
  /** Adds the next page of older calls. Does nothing while one is on its way or when there are none. */
  loadOlder(): Promise<void>;
}

const PAGE = 50;
const LARGEST_PAGE = 200;
/** Who has looked further back than this keeps the older ones as they were when main's calls change. */
const MOST_REFRESHED = 1_000;

/** The history as far as it has been looked at. Answers to questions that are no longer asked are dropped. */
export function createHistoryStore(bridge: Bridge): HistoryStore {
  const store = createStore<HistoryState>(() => ({
    filter: "all",
    calls: [],
    more: false,
    loading: "first",
    problem: undefined,
  }));
  let question = 0;
  let followed: number | undefined;
  let prefetched: Promise<void> | undefined;
  /** Loads of the newest calls that are under way; what is older is asked for after them. */
  let underWay = 0;

  /**
   * Replaces the list by its newest calls, at least `wanted` of them where there are as many.
   *
   * @param former what is known of older ones
   */
  async function load(
    filter: HistoryFilter,
    wanted: number,
    former: Pick<HistoryState, "calls" | "more"> = { calls: [], more: false },
  ): Promise<void> {
    underWay += 1;
    try {
      await loadNewest(filter, wanted, former);
    } finally {
      underWay -= 1;
    }
    // Whoever waited for older ones may ask now.
    if (underWay === 0 && store.getState().loading !== undefined) store.setState({ loading: undefined });
  }

  async function loadNewest(
    filter: HistoryFilter,
    wanted: number,
    former: Pick<HistoryState, "calls" | "more">,
  ): Promise<void> {
    question += 1;
    const asked = question;
    let calls: readonly ShownCall[] = [];
    let more = true;
    while (more && calls.length < wanted) {
      const limit = Math.min(LARGEST_PAGE, Math.max(PAGE, wanted - calls.length));
      const result = await sendRequest(bridge, "calls.history", { filter, limit, ...after(calls) });
      if (asked !== question) return;
      if (!result.ok) {
        store.setState({ loading: undefined, problem: result });
        return;
      }
      const longer = append(calls, result.value.calls);
      more = result.value.more && longer.length > calls.length;
      calls = longer;
    }
    const oldest = calls.at(-1)?.startedAt ?? 0;
    const older = more ? former.calls.filter(({ startedAt }) => startedAt <= oldest) : [];
    store.setState({
      filter,
      calls: append(calls, older),
      more: older.length === 0 ? more : former.more,
      loading: undefined,
      problem: undefined,
    });
  }

  function refresh(): Promise<void> {
    const { filter, calls, more } = store.getState();
    return load(filter, Math.min(Math.max(PAGE, calls.length), MOST_REFRESHED), { calls, more });
  }

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    show(filter) {
      store.setState({ filter, calls: [], more: false, loading: "first", problem: undefined });
      return load(filter, PAGE);
    },
    refresh,
    prefetch() {
      prefetched = load(store.getState().filter, PAGE);
    },
    async follow(historyRev) {
      if (historyRev === followed) return;
      followed = historyRev;
      // Main answers in turn: what was asked for after the snapshot is no older than that is.
      const first = prefetched;
      prefetched = undefined;
      if (first === undefined) return refresh();
      await first;
      if (store.getState().problem !== undefined) await refresh();
    },
    async loadOlder() {
      const { filter, calls, more, loading } = store.getState();
      if (!more || loading !== undefined) return;
      store.setState({ loading: "older" });
      // The answer to what is asked already sets that back, and the list asks again.
      if (underWay > 0) return;
      question += 1;
      const asked = question;
      const result = await sendRequest(bridge, "calls.history", { filter, limit: PAGE, ...after(calls) });
      if (asked !== question) return;
      if (!result.ok) {
        store.setState({ loading: undefined, problem: result });
        return;
      }
      const longer = append(calls, result.value.calls);
      store.setState({
        calls: longer,
        more: result.value.more && longer.length > calls.length,
        loading: undefined,
        problem: undefined,
      });
    },
  };
}

/** One millisecond later than the last call, so that another call of that very millisecond is not skipped. */
function after(calls: readonly ShownCall[]): { before?: number } {
  const last = calls.at(-1);
  return last === undefined ? {} : { before: last.startedAt + 1 };
}

function append(calls: readonly ShownCall[], older: readonly ShownCall[]): readonly ShownCall[] {
  // Only those of the very millisecond at which the next page begins can be in both.
  const from = older[0]?.startedAt ?? 0;
  const known = new Set<string>();
  for (let at = calls.length - 1; at >= 0 && (calls[at]?.startedAt ?? 0) <= from; at -= 1) {
    known.add(calls[at]?.key ?? "");
  }
  return [...calls, ...older.filter((call) => !known.has(call.key))];
}
