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
  | { type: "appended"; outcomes: AppendOutcome[] }
  | { type: "done" }
  | { type: "failed"; message: string };

/** What became of one hook of a group. */
export type AppendOutcome = { ok: true; deliveries: Delivery[] } | { ok: false; message: string };

type Group = Extract<AppendRequest, { type: "append" }>["group"];

const { file, epoch } = z.object({ file: z.string(), epoch: z.string() }).parse(workerData);
const database = openDatabase(file);
const correlator = new Correlator(database, epoch);

parentPort?.on("message", (request: AppendRequest) => {
  parentPort?.postMessage(carryOut(request));
  if (request.type === "close") parentPort?.close();
});

function carryOut(request: AppendRequest): AppendAnswer {
  try {
    switch (request.type) {
      case "append":
        return { type: "appended", outcomes: append(request.group) };
      case "trim":
        trim(request.receivedBefore);
        return { type: "done" };
      case "close":
        database.close();
        return { type: "done" };
    }
  } catch (error) {
    return { type: "failed", message: messageOf(error) };
  }
}

/** All in one transaction; where that fails, each in its own, so that one hook cannot take its neighbours with it. */
function append(group: Group): AppendOutcome[] {
  try {
    return commit(group).map((deliveries) => ({ ok: true, deliveries }));
  } catch (error) {
    const [only, ...others] = group;
    if (only !== undefined && others.length === 0) return [{ ok: false, message: messageOf(error) }];
    return group.flatMap((request) => append([request]));
  }
}

function commit(group: Group): Delivery[][] {
  return database
    .transaction(() => group.map(({ account, hook, employeeName }) => correlator.accept(account, hook, employeeName)))
    .immediate();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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
