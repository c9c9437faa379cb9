import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Bridge } from "../shared/ipc/contract.ts";
import { App } from "./app.tsx";
import { createShowStore } from "./bridge/show-store.ts";
import { SidetoneProvider } from "./bridge/sidetone-context.tsx";
import { createSnapshotStore } from "./bridge/snapshot-store.ts";
import { createHistoryStore } from "./features/history/history-store.ts";
import { createPeopleListStore } from "./features/people/people-list-store.ts";
import { createI18n } from "./i18n/create-i18n.ts";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/pressable.css";

/** Draws the window into `element` and keeps it in step with main. Returns the way to take it down again. */
export function mount(bridge: Bridge, element: HTMLElement): () => void {
  const snapshots = createSnapshotStore(bridge);
  const history = createHistoryStore(bridge);
  const people = createPeopleListStore(bridge);
  const shows = createShowStore(bridge);
  const stopShows = shows.start();
  const stopSnapshots = snapshots.start();
  history.prefetch();
  const root = createRoot(element);
  root.render(
    <StrictMode>
      <SidetoneProvider
        bridge={bridge}
        snapshots={snapshots}
        history={history}
        people={people}
        shows={shows}
        i18n={createI18n("da")}
      >
        <App />
      </SidetoneProvider>
    </StrictMode>,
  );
  return () => {
    stopSnapshots();
    stopShows();
    root.unmount();
  };
}
