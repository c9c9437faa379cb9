import { join } from "node:path";
import { fillDatabase } from "../fill-database.ts";
import type { Plan } from "../plan.ts";
import type { GeneratorClient } from "../servers/generator-client.ts";
import { RelayServer } from "../servers/relay-server.ts";
import { measureSpeed, type Speed } from "./speed.ts";

/** Two runs are compared by a few per cent, so one round is not enough. */
const ROUNDS = 3;

/** The same load on an empty log and on a full one. */
export interface StoredRows {
  rows: number;
  fillSeconds: number;
  empty: Speed;
  full: Speed;
}

export async function measureStoredRows(
  folder: string,
  generator: GeneratorClient,
  plan: Plan,
  accounts: number,
): Promise<StoredRows> {
  let fillSeconds = 0;
  const measure = async (rows: number): Promise<Speed> => {
    const relay = await RelayServer.start({
      folder: join(folder, `rows-${rows}`),
      clients: plan.clients,
      accounts,
      prepare: (dataDir, ids) => {
        if (rows > 0) fillSeconds = fillDatabase({ dataDir, rows, accounts: ids, clients: plan.clients });
      },
    });
    try {
      return await measureSpeed(relay, generator, { ...plan, rounds: Math.max(ROUNDS, plan.rounds) }, "r");
    } finally {
      await relay.stop();
    }
  };
  const empty = await measure(0);
  return { rows: plan.rows, empty, full: await measure(plan.rows), fillSeconds };
}
