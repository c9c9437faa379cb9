/** Why something did not happen: a code that is turned into words, and the sentence that came with it. */
export interface Problem {
  /** One of the contract's error codes; anything else is shown as an internal error. */
  code: string;
  /** The PBX's own words where it gave any. */
  message: string;
}
