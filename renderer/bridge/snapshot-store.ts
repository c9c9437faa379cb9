import { createStore, type StoreApi } from "zustand/vanilla";
import type { Bridge } from "../../shared/ipc/contract.ts";
import type { Snapshot } from "../../shared/ipc/snapshot.ts";
import type { Problem } from "./problem.ts";
import { sendRequest } from "./send-request.ts";

interface SnapshotState {
  /** Absent until main has answered for the first time. */
  snapshot: Snapshot | undefined;
  /** Why there is none. */
  problem: Problem | undefined;
}

export interface SnapshotStore extends Pick<StoreApi<SnapshotState>, "getState" | "getInitialState" | "subscribe"> {
  /** Listens first and asks afterwards, so that nothing falls between the two. Returns the way to stop. */
  start(): () => void;
  /** Asks again, after a failure. */
  fetch(): Promise<void>;
}

/** The window's copy of main's state. Main's `rev` decides which of two snapshots is newer, not the order of arrival. */
export function createSnapshotStore(bridge: Bridge): SnapshotStore {
  const store = createStore<SnapshotState>(() => ({ snapshot: undefined, problem: undefined }));

  function accept(next: Snapshot): void {
    const { snapshot } = store.getState();
    if (snapshot === undefined || next.rev > snapshot.rev) store.setState({ snapshot: next, problem: undefined });
  }

  async function fetch(): Promise<void> {
    const result = await sendRequest(bridge, "snapshot.get", undefined);
    if (result.ok) accept(result.value);
    else if (store.getState().snapshot === undefined) store.setState({ problem: result });
  }

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    fetch,
    start() {
      const stop = bridge.on("snapshot.changed", accept);
      void fetch();
      return stop;
    },
  };
}
