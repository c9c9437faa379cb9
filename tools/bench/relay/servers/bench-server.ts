import type { Target } from "../generator/target.ts";

/** A server under load. */
export interface BenchServer {
  readonly name: string;
  readonly target: Target;
  /** Everything that counts as the server. */
  pids(): number[];
  stop(): Promise<void>;
}

/** A server that is not the relay, and how the two compare. */
export interface Peer {
  readonly name: string;
  /** Whether an event that was acknowledged survives a power cut. */
  readonly durable: "yes" | "no" | string;
  /** Whether a client that comes back gets what it missed. */
  readonly resumes: string;
  /** What it does not do that the relay does in the same run. */
  readonly lacks: string;
  /** Undefined where it can be started, else why not. */
  unavailable(): string | undefined;
  start(folder: string, messageBytes: number): Promise<BenchServer>;
}
