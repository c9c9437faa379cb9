import type { ShownSource } from "../../../shared/contacts/source.ts";

/** Whether somebody should look at it: it failed, not because he stopped it, and is not being tried again. */
export function isTroubled({ result, progress }: ShownSource): boolean {
  return (
    progress === undefined && result?.state === "failed" && result.code !== "cancelled" && result.code !== "interrupted"
  );
}
