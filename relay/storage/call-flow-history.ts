/** A call flow was switched, or was to be. */
export interface SwitchRecord {
  id: string;
  account: string;
  /** The call flow's. */
  localNumber: string;
  active: boolean;
  /** Unix milliseconds. */
  at: number;
  /** Who asked for it. Absent where it was done elsewhere, and where he was erased. */
  employee: string | undefined;
  how: "hand" | "timed" | "undo" | "elsewhere";
  outcome: "done" | "refused" | "unclear";
  message: string | undefined;
}

/**
 * Who switched which call flow.
 *
 * Every method throws `StorageError` where the storage cannot do it.
 */
export interface CallFlowHistory {
  add(record: SwitchRecord): Promise<void>;
  /** An account's, the newest first. */
  newest(account: string, most: number): Promise<SwitchRecord[]>;
  /** Deletes an account's from before then, Unix milliseconds. */
  trim(account: string, before: number): Promise<void>;
  /** Forgets that it was him. @returns how many records were changed */
  eraseEmployee(account: string, employee: string): Promise<number>;
}
