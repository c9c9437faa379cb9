import type { Target } from "../generator/target.ts";

/** A server under load. */
export interface BenchServer {
  readonly name: string;
  readonly target: Target;
  /** Everything that counts as the server. */
  pids(): number[];
  stop(): Promise<void>;
}
