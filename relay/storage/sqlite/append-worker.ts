import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import type { Hook } from "../../../shared/flexfone/parse-hook.ts";
import { Correlator } from "../../correlation/correlate.ts";
import type { Delivery } from "../event-log.ts";
import { openDatabase } from "./open-database.ts";

/**
 * The one writer of events, in a thread of its own: takes a group of hooks, works out whose they are, and commits them
 * together, so that the cost of syncing to disk is shared by all that arrived while the last group was written.
 */
export type AppendRequest =
  | { type: "append"; group: { account: string; hook: Hook; employeeName: string | undefined }[] }
  | { type: "trim"; receivedBefore: number }
  | { type: "close" };

export type AppendAnswer =
  | { type: "appended"; deliveries: Delivery[][] }
  | { type: "done" }
  | { type: "failed"; message: string };

const { file, epoch } = z.object({ file: z.string(), epoch: z.string() }).parse(workerData);
const database = openDatabase(file);
const correlator = new Correlator(database, epoch);

parentPort?.on("message", (request: AppendRequest) => {
  parentPort?.postMessage(carryOut(request));
  if (request.type === "close") process.exit(0);
});

function carryOut(request: AppendRequest): AppendAnswer {
  try {
    switch (request.type) {
      case "append":
        return { type: "appended", deliveries: append(request.group) };
      case "trim":
        trim(request.receivedBefore);
        return { type: "done" };
      case "close":
        database.close();
        return { type: "done" };
    }
  } catch (error) {
    return { type: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

function append(group: Extract<AppendRequest, { type: "append" }>["group"]): Delivery[][] {
  return database
    .transaction(() => group.map(({ account, hook, employeeName }) => correlator.accept(account, hook, employeeName)))
    .immediate();
}

function trim(receivedBefore: number): void {
  database
    .transaction(() => {
      database
        .prepare(`
          UPDATE accounts SET trimmed = max(trimmed, coalesce((
            SELECT max(position) FROM log JOIN events ON events.id = log.event
            WHERE log.account = accounts.account AND events.received_at < ?
          ), 0))
        `)
        .run(receivedBefore);
      for (const table of ["events", "parts", "legs", "fingerprints"]) {
        database.prepare(`DELETE FROM ${table} WHERE received_at < ?`).run(receivedBefore);
      }
    })
    .immediate();
}
