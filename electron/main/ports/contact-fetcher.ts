import type { SourceResult } from "../../../shared/contacts/source.ts";
import type { StoredSource } from "./source-store.ts";

type FailureCode = Extract<SourceResult, { state: "failed" }>["code"];

export type Fetched =
  | {
      ok: true;
      /** To be read, in this order; none where nothing has changed. */
      files: string[] | "unchanged";
      validators: Record<string, string>;
      /** The files are not needed any more. */
      release(): Promise<void>;
    }
  | { ok: false; code: FailureCode; detail?: string };

/** Brings what a source has onto this computer: one for each kind of source. */
export interface ContactFetcher {
  /**
   * @param password absent where there is none
   * @param isWanted whether it is wanted also where nothing has changed
   */
  fetch(
    source: StoredSource,
    options: { password: string | undefined; isWanted: boolean; signal: AbortSignal },
  ): Promise<Fetched>;
}
