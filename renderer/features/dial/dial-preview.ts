import { createStore, type StoreApi } from "zustand/vanilla";
import type { Bridge, RequestOutput } from "../../../shared/ipc/contract.ts";
import type { Problem } from "../../bridge/problem.ts";
import { sendRequest } from "../../bridge/send-request.ts";

export type Preview = RequestOutput<"dial.preview">;

interface PreviewState {
  /** The text that `preview` or `problem` belongs to. */
  text: string;
  preview: Preview | undefined;
  problem: Problem | undefined;
}

export interface DialPreview extends Pick<StoreApi<PreviewState>, "getState" | "getInitialState" | "subscribe"> {
  /** The text has changed: asks once nobody has typed for a moment. */
  type(text: string): void;
  /** Asks without waiting, for Enter. Answers `undefined` when a newer text has overtaken the question. */
  ask(text: string): Promise<PreviewState | undefined>;
  /** Forgets text and answer, and any question under way. */
  clear(): void;
}

const PAUSE_MS = 120;
const EMPTY: PreviewState = { text: "", preview: undefined, problem: undefined };

/** How a text would be dialled. An answer counts only for the newest question, whenever it arrives. */
export function createDialPreview(bridge: Bridge): DialPreview {
  const store = createStore<PreviewState>(() => EMPTY);
  let question = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(text: string): Promise<PreviewState | undefined> {
    clearTimeout(timer);
    question += 1;
    const asked = question;
    const result = await sendRequest(bridge, "dial.preview", { text });
    if (asked !== question) return undefined;
    const state = result.ok
      ? { text, preview: result.value, problem: undefined }
      : { text, preview: undefined, problem: result };
    store.setState(state);
    return state;
  }

  function clear(): void {
    clearTimeout(timer);
    question += 1;
    store.setState(EMPTY);
  }

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    ask,
    clear,
    type(text) {
      if (text.trim() === "") {
        clear();
        return;
      }
      clearTimeout(timer);
      // Whatever is on its way was asked for another text.
      question += 1;
      timer = setTimeout(() => void ask(text), PAUSE_MS);
    },
  };
}
