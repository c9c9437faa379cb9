import type { i18n } from "i18next";
import { createContext, type ReactNode, use, useMemo } from "react";
import { I18nextProvider } from "react-i18next";
import { useStore } from "zustand";
import type { Bridge } from "../../shared/ipc/contract.ts";
import type { Snapshot } from "../../shared/ipc/snapshot.ts";
import type { HistoryStore } from "../features/history/history-store.ts";
import type { PeopleListStore } from "../features/people/people-list-store.ts";
import type { ShowStore } from "./show-store.ts";
import type { SnapshotStore } from "./snapshot-store.ts";

interface Sidetone {
  bridge: Bridge;
  snapshots: SnapshotStore;
  history: HistoryStore;
  people: PeopleListStore;
  shows: ShowStore;
}

const SidetoneContext = createContext<Sidetone | undefined>(undefined);
const SnapshotContext = createContext<Snapshot | undefined>(undefined);

/** Hands every component what `mount` constructed. */
export function SidetoneProvider(props: Sidetone & { i18n: i18n; children: ReactNode }) {
  const { bridge, snapshots, history, people, shows, i18n, children } = props;
  const sidetone = useMemo(
    () => ({ bridge, snapshots, history, people, shows }),
    [bridge, snapshots, history, people, shows],
  );
  return (
    <SidetoneContext value={sidetone}>
      <I18nextProvider i18n={i18n}>{children}</I18nextProvider>
    </SidetoneContext>
  );
}

/** Makes a snapshot that is known to be there available below. */
export function SnapshotProvider({ snapshot, children }: { snapshot: Snapshot; children: ReactNode }) {
  return <SnapshotContext value={snapshot}>{children}</SnapshotContext>;
}

export function useSidetone(): Sidetone {
  const value = use(SidetoneContext);
  if (value === undefined) throw new Error("useSidetone needs a SidetoneProvider above it");
  return value;
}

/** What main has said so far, or why it has not. */
export function useSnapshotState() {
  return useStore(useSidetone().snapshots);
}

/** The newest snapshot; only below a `SnapshotProvider`. */
export function useSnapshot(): Snapshot {
  const snapshot = use(SnapshotContext);
  if (snapshot === undefined) throw new Error("useSnapshot needs a SnapshotProvider above it");
  return snapshot;
}
