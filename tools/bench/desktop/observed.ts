/** A timer that fired while the app was idle. */
export interface FiredTimer {
  /** Milliseconds. */
  delay: number;
  /** Who set it. */
  where: string;
  count: number;
}

/** What `observer.ts` tells of the app's process. Times in milliseconds, sizes in bytes. */
export type Observed =
  | {
      type: "tray";
      /** Since the process began. */
      processMs: number;
      /** Since Node and the stand-in were there, and the app's own program was about to be read. */
      mainMs: number;
      /** Modules read until then. */
      loaded: { file: string; bytes: number }[];
    }
  | {
      type: "notified";
      /** Since the ring was on the socket. */
      ms: number;
      title: string;
    }
  | { type: "idle"; timers: FiredTimer[]; cpuMs: number; rss: number; heapUsed: number };

/** What `observer.ts` is asked for. */
export interface Order {
  type: "idle-begins" | "idle-ends";
}
