import type { SourceKind } from "../../../shared/contacts/source.ts";
import type { Snapshot } from "../../../shared/ipc/snapshot.ts";

/** What is said of a source where one of its contacts is shown. */
export interface SourceInfo {
  id: string;
  /** Of `own` and `colleagues` the windows have words of their own. */
  name: string;
  kind: SourceKind;
  /** When it was read, Unix milliseconds. */
  asOf?: number;
  /** Whose word counts first: the lower, the sooner. */
  place: number;
}

/** A source by its id, as the snapshot has it; one that is gone by now is told by its id. */
export function sourceInfo({ sources, directory }: Pick<Snapshot, "sources" | "directory">, id: string): SourceInfo {
  const place = sources.findIndex((source) => source.id === id);
  const known = sources[place];
  const fixed = id === "own" || id === "colleagues" ? id : undefined;
  const asOf = known?.asOf ?? (fixed === "colleagues" ? directory.asOf : undefined);
  return {
    id,
    name: known?.name ?? id,
    kind: known?.kind ?? fixed ?? "file",
    place: place === -1 ? sources.length : place,
    ...(asOf === undefined ? {} : { asOf }),
  };
}
