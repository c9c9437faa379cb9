import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import type { Page } from "../../bridge/show-store.ts";

/** What a call's name opens: the caller's card, or for a number that nobody has a new contact. Of a hidden caller nothing. */
export function pageOfCall({ caller, number, displayNumber }: ShownCall): Page | undefined {
  if (caller?.id !== undefined) return { kind: "person", id: caller.id };
  if (caller !== undefined || number === undefined) return undefined;
  return { kind: "new", number: displayNumber ?? number };
}
