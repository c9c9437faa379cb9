import type { Counts } from "./generator/commands.ts";
import type { Agreement } from "./measurements/prometheus.ts";

/** What a soak found. */
export interface SoakResult {
  counts: Counts;
  /** Devices that were revoked while connected. */
  revoked: number;
  reconnected: number;
  stalled: number;
  /** Resident memory, bytes: medians of the second and of the last quarter of the time. */
  residentEarly: number;
  residentLate: number;
  residentMost: number;
  agreement: Agreement[] | undefined;
}

/** Memory may differ by this between two quarters of an hour in which nothing is kept: what a heap breathes. */
const FLAT = 1.15;
const REVOKED = "4200";

/** What a soak shows that must not be; empty where all is well. */
export function soakProblems(result: SoakResult): string[] {
  const { counts, revoked, residentEarly, residentLate, agreement } = result;
  const { acknowledged, received, missing, doubled, outOfOrder, refused, closed } = counts;
  const problems: string[] = [];
  const must = (right: boolean, problem: string) => {
    if (!right) problems.push(problem);
  };
  must(acknowledged > 0, "no hook was acknowledged");
  must(received === acknowledged, `${acknowledged} events went in and ${received} came out`);
  must(missing === 0, `${missing} events were lost`);
  must(doubled === 0, `${doubled} events came twice`);
  must(outOfOrder === 0, `${outOfOrder} events came out of order`);
  must(refused === 0, `${refused} hooks were refused`);
  must((closed[REVOKED] ?? 0) === revoked, `${revoked} devices were revoked and ${closed[REVOKED] ?? 0} sent away`);
  const others = Object.entries(closed).filter(([code]) => code !== REVOKED);
  must(
    others.length === 0,
    `connections were ended: ${others.map(([code, count]) => `${code} × ${count}`).join(", ")}`,
  );
  must(
    residentLate <= residentEarly * FLAT,
    `memory grew from ${megabytes(residentEarly)} to ${megabytes(residentLate)}`,
  );
  if (agreement === undefined) problems.push("the relay offers no figures");
  for (const { figure, relay, generator } of agreement ?? []) {
    must(relay === generator, `${figure}: the relay says ${relay}, the generator ${generator}`);
  }
  return problems;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
