import type { Counts } from "../generator/commands.ts";
import type { RelayServer } from "../servers/relay-server.ts";

/** One figure that the relay and the generator both have. */
export interface Agreement {
  figure: string;
  relay: number;
  generator: number;
}

/**
 * Compares the relay's figures with the generator's, of a relay that nobody else has used since it was started. Undefined
 * where the relay offers none.
 */
export async function compareWithPrometheus(relay: RelayServer, counts: Counts): Promise<Agreement[] | undefined> {
  const text = await relay.metrics();
  if (text === undefined) return undefined;
  return [
    {
      figure: "hooks stored",
      relay: sumOf(text, "sidetone_relay_hooks_total", 'result="stored"'),
      generator: counts.acknowledged,
    },
    {
      figure: "hooks not stored",
      relay: sumOf(text, "sidetone_relay_hooks_total", 'result="not-stored"'),
      generator: counts.refused,
    },
    {
      figure: "messages sent as they happened",
      relay: sumOf(text, "sidetone_relay_delivery_duration_seconds_count", ""),
      generator: counts.received,
    },
    { figure: "connections", relay: sumOf(text, "sidetone_relay_connections", ""), generator: counts.connected },
  ];
}

/** The sum of a metric's lines that have a label (Prometheus' text format 0.0.4). */
export function sumOf(text: string, name: string, label: string): number {
  let sum = 0;
  for (const line of text.split("\n")) {
    const end = line.search(/[ {]/);
    if (line.slice(0, end) !== name || !line.includes(label)) continue;
    sum += Number(line.slice(line.lastIndexOf(" ") + 1));
  }
  return sum;
}
