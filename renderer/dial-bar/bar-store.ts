import { createStore, type StoreApi } from "zustand/vanilla";
import type { Bridge } from "../../shared/ipc/contract.ts";
import type { BarView } from "../../shared/ipc/dial-bar.ts";
import { sendRequest } from "../bridge/send-request.ts";

interface BarState {
  /** Absent until main has answered for the first time. */
  view: BarView | undefined;
}

export interface BarStore extends Pick<StoreApi<BarState>, "getState" | "getInitialState" | "subscribe"> {
  /** Listens first and asks afterwards, so that nothing falls between the two. Returns the way to stop. */
  start(): () => void;
}

/** What main shows in the bar; what is older than what is known is dropped. */
export function createBarStore(bridge: Bridge): BarStore {
  const store = createStore<BarState>(() => ({ view: undefined }));
  const accept = (next: BarView) => {
    const { view } = store.getState();
    if (view === undefined || next.rev > view.rev) store.setState({ view: next });
  };
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    start() {
      const stop = bridge.on("bar.changed", accept);
      void sendRequest(bridge, "bar.get", undefined).then((result) => {
        if (result.ok) accept(result.value);
      });
      return stop;
    },
  };
}
