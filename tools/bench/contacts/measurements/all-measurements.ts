import { makeContactFile, makeFloorFile, makeImportFiles } from "./files.ts";
import { measureImport } from "./imports.ts";
import { measureLinearScan } from "./linear-scan.ts";
import { measureLookUps } from "./look-ups.ts";
import { measurePeer } from "./peers.ts";
import { measureSearches } from "./searches.ts";

/** What a measuring process can be told to do. */
export const measurements = {
  makeContactFile,
  makeFloorFile,
  makeImportFiles,
  measureImport,
  measureLinearScan,
  measureLookUps,
  measurePeer,
  measureSearches,
};

export type Measurements = typeof measurements;
