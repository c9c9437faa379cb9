import { createStore, type StoreApi } from "zustand/vanilla";
import type { Bridge, EventPayload } from "../../shared/ipc/contract.ts";

export type View = EventPayload<"window.show">["view"];

/** A text that somebody outside the window wants dialled; `count` grows with each wish, also when the text is the same. */
interface DialWish {
  text: string | undefined;
  count: number;
}

interface ShowState {
  view: View;
  dialWish: DialWish;
}

export interface ShowStore extends Pick<StoreApi<ShowState>, "getState" | "getInitialState" | "subscribe"> {
  /** Listens for what main wants shown, from before the first drawing on. Returns the way to stop. */
  start(): () => void;
  show(view: View): void;
}

/** Which view is shown: chosen here, or asked for from tray, link or notification. */
export function createShowStore(bridge: Bridge): ShowStore {
  const store = createStore<ShowState>(() => ({ view: "calls", dialWish: { text: undefined, count: 0 } }));
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    show: (view) => store.setState({ view }),
    start: () =>
      bridge.on("window.show", ({ view, dialText }) => {
        const { count } = store.getState().dialWish;
        store.setState(view === "calls" ? { view, dialWish: { text: dialText, count: count + 1 } } : { view });
      }),
  };
}
