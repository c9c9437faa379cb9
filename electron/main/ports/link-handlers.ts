import type { LinkHandler, TelephoneScheme } from "../../../shared/ipc/links.ts";

/** To whom the system gives links. */
export interface LinkHandlers {
  handler(scheme: TelephoneScheme): Promise<LinkHandler>;
  /**
   * Has the system give telephone links to Sidetone, or shows him its page for that.
   *
   * @returns whether he has to do it himself, on the page that was opened, or the system would not
   */
  claim(): Promise<"done" | "system-page" | "not-taken">;
}
