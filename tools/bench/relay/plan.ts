/** How long and how large a run is. */
export interface Plan {
  /** Connected clients of each server, for latency and saturation. */
  clients: number;
  perSecond: number;
  steadySeconds: number;
  inFlight: number;
  warmUpSeconds: number;
  saturateSeconds: number;
  /** Saturation is measured this often; the median counts. */
  rounds: number;
  /** Connections that say nothing. */
  idleClients: number;
  idleSeconds: number;
  /** Missed events of one client, and how often it is tried. */
  resumeEvents: number;
  resumeRounds: number;
  /** Missed events of each of many clients. */
  resumeAllEvents: number;
  restartEvents: number;
  stalledSeconds: number;
  /** Rows that are in the second database of "cost by stored rows". */
  rows: number;
}

export const fullPlan: Plan = {
  clients: 5_000,
  perSecond: 500,
  steadySeconds: 15,
  inFlight: 128,
  warmUpSeconds: 3,
  saturateSeconds: 5,
  rounds: 3,
  idleClients: 10_000,
  idleSeconds: 30,
  resumeEvents: 1_000,
  resumeRounds: 10,
  resumeAllEvents: 20,
  restartEvents: 5,
  stalledSeconds: 15,
  rows: 10_000_000,
};

/** Shows that everything works; its figures say little. */
export const quickPlan: Plan = {
  ...fullPlan,
  clients: 1_000,
  steadySeconds: 4,
  warmUpSeconds: 1,
  saturateSeconds: 2,
  rounds: 1,
  idleClients: 2_000,
  idleSeconds: 5,
  resumeRounds: 3,
  stalledSeconds: 6,
  rows: 200_000,
};
