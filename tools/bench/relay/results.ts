import type { Latency } from "../report/histogram.ts";
import type { Machine } from "../report/machine.ts";
import type { Idle } from "./measurements/idle.ts";
import type { Agreement } from "./measurements/prometheus.ts";
import type { Restart, Resume } from "./measurements/resume.ts";
import type { Speed } from "./measurements/speed.ts";
import type { StalledClient } from "./measurements/stalled-client.ts";
import type { StoredRows } from "./measurements/stored-rows.ts";
import type { Peer } from "./peers/peer.ts";
import type { Plan } from "./plan.ts";

/** What a run found. */
export interface Results {
  command: string;
  /** ISO 8601. */
  date: string;
  commit: string;
  machine: Machine;
  fileSystem: string;
  pinned: boolean;
  /** Load average before the run; well above 0, the figures are noise. */
  loadBefore: number;
  sync: Latency;
  plan: Plan;
  ceiling: Speed;
  floor: Speed;
  relay: Speed;
  agreement: Agreement[] | undefined;
  floorIdle: Idle;
  relayIdle: Idle;
  resume: Resume;
  restart: Restart;
  stalled: StalledClient;
  storedRows: StoredRows | undefined;
  peers: { peer: Peer; version: string; speed: Speed }[];
  /** Peers that were not measured, and why. */
  skipped: { name: string; why: string }[];
}
