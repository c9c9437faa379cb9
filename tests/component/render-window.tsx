import { act, render } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { App } from "../../renderer/app.tsx";
import { createShowStore } from "../../renderer/bridge/show-store.ts";
import { SidetoneProvider } from "../../renderer/bridge/sidetone-context.tsx";
import { createSnapshotStore } from "../../renderer/bridge/snapshot-store.ts";
import { createHistoryStore } from "../../renderer/features/history/history-store.ts";
import { createPeopleListStore } from "../../renderer/features/people/people-list-store.ts";
import { createI18n } from "../../renderer/i18n/create-i18n.ts";
import type { ShownCall, Snapshot } from "../../shared/ipc/snapshot.ts";
import { FakeBridge } from "../fakes/fake-bridge.ts";

export interface OpenWindow {
  bridge: FakeBridge;
  user: UserEvent;
}

/** The whole window on a fake main, drawn and settled. `prepare` is called before anything is asked. */
export async function openWindow(
  snapshot: Snapshot,
  history: readonly ShownCall[] = [],
  prepare: (bridge: FakeBridge) => void = () => undefined,
): Promise<OpenWindow> {
  const bridge = new FakeBridge(snapshot, history);
  prepare(bridge);
  const snapshots = createSnapshotStore(bridge);
  const shows = createShowStore(bridge);
  shows.start();
  snapshots.start();
  const user = userEvent.setup();
  await act(async () => {
    render(
      <SidetoneProvider
        bridge={bridge}
        snapshots={snapshots}
        shows={shows}
        history={createHistoryStore(bridge)}
        people={createPeopleListStore(bridge)}
        i18n={createI18n(snapshot.locale)}
      >
        <App />
      </SidetoneProvider>,
    );
  });
  return { bridge, user };
}

/** Something that main does by itself. */
export async function main(happens: () => void): Promise<void> {
  await act(async () => happens());
}
