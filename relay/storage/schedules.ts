/** Something that is to be done at a time, by whichever node comes first. */
export interface Job {
  id: string;
  account: string;
  /** Who carries it out, e.g. "trim". */
  kind: string;
  /** When it is due, Unix milliseconds. */
  at: number;
  /** JSON. */
  payload: string;
}

/** A job that this node may carry out until its lease is over; then another may. */
export interface ClaimedJob extends Job {
  claim: string;
  /** How many times it was claimed before. */
  attempt: number;
}

/**
 * Jobs that outlive a restart. Each is carried out at least once: a node that dies while it does leaves the job to
 * another when the lease is over. Needs no more of a storage than replacing a document by its version.
 *
 * Every method throws `StorageError` where the storage cannot do it.
 */
export interface Schedules {
  /** Adds a job, or replaces the one with its id; one that is being carried out begins anew. */
  put(job: Job): Promise<void>;
  /** @returns whether there was one */
  remove(account: string, id: string): Promise<boolean>;
  /** An account's jobs, the next one first. */
  list(account: string, kind: string): Promise<Job[]>;
  /**
   * Takes jobs of a kind that are due and that nobody is at.
   *
   * @param now Unix milliseconds
   * @param leaseMs how long this node has for each
   */
  claim(kind: string, now: number, leaseMs: number, most: number): Promise<ClaimedJob[]>;
  /** It is done: it goes, or comes again at another time. False where the claim was lost to another node. */
  finish(job: ClaimedJob, nextAt?: number): Promise<boolean>;
}
