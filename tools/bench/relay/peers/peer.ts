import type { BenchServer } from "../servers/bench-server.ts";

/** A server that is not the relay, and how the two compare. */
export interface Peer {
  readonly name: string;
  /** What becomes of an acknowledged event in a power cut. */
  readonly durable: string;
  /** Whether a client that comes back gets what it missed. */
  readonly resumes: string;
  /** What it does not do that the relay does in the same run. */
  readonly lacks: string;
  /** Its version, or why it is left out. */
  find(): { version: string } | { missing: string };
  start(folder: string, messageBytes: number): Promise<BenchServer>;
}
