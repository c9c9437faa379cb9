import type { ImportFigures } from "./measurements/imports.ts";
import type { LookUps } from "./measurements/look-ups.ts";
import type { PeerFigures, PeerName } from "./measurements/peers.ts";
import type { Searches } from "./measurements/searches.ts";
import type { Spread } from "./samples.ts";

/** All that a run found. */
export interface Results {
  command: string;
  contacts: number;
  numbers: number;
  /** Contacts of the smaller book, that is imported and that peers are given. */
  some: number;
  fileSystem: string;
  /** Average number of waiting processes in the minute before. */
  loadBefore: number;
  build: { bytes: number; seconds: number };
  /** Bytes of a file of `some` contacts. */
  size: { withNotes: number; withoutNotes: number };
  lookUps: Record<"engine" | "floor", { warm: LookUps; cold: LookUps[] }>;
  /** Whether the file cache could be emptied before each cold process. */
  dropped: boolean;
  scan: Spread & { scanned: number };
  searches: { contacts: number; figures: Searches }[];
  /** Without figures where it did not end, for want of memory. */
  peers: { peer: PeerName; contacts: number; figures: PeerFigures | undefined }[];
  imports: { what: string; bytes: number; figures: ImportFigures }[];
}
