import { z } from "zod";
import type { Job, Schedules } from "../storage/schedules.ts";

const MINUTE_MS = 60_000;
/** A switch that the PBX does not make is tried again after these; the last one holds from then on. Milliseconds. */
const TRY_AGAIN_AFTER_MS = [1, 2, 5, 10].map((minutes) => minutes * MINUTE_MS);
/** Then it is given up; also what a backup brings back that is older. Milliseconds. */
const TRY_FOR_MS = 12 * 60 * MINUTE_MS;

/** Jobs of this kind are switches of call flows. */
export const COMING_SWITCH = "call-flow";

const comingSchema = z.object({
  localNumber: z.string(),
  active: z.boolean(),
  /** When it is to be, Unix milliseconds. */
  due: z.int(),
  /** Who asked for it; absent where he was erased. */
  employee: z.string().optional(),
  trouble: z.object({ attempts: z.int(), message: z.string() }).optional(),
});

/** What a job's payload says. */
export type Coming = z.output<typeof comingSchema>;

/** @throws ZodError for a job of another kind */
export function readComing({ payload }: Pick<Job, "payload">): Coming {
  return comingSchema.parse(JSON.parse(payload));
}

/** @param at when it is tried next, Unix milliseconds */
export function comingJob(account: string, id: string, coming: Coming, at: number): Job {
  return { account, id, kind: COMING_SWITCH, at, payload: JSON.stringify(coming) };
}

/**
 * When to try again.
 *
 * @param attempts that failed, at least 1
 * @returns Unix milliseconds; undefined where it is too late
 */
export function nextTry({ due }: Coming, attempts: number, now: number): number | undefined {
  const next = now + (TRY_AGAIN_AFTER_MS[attempts - 1] ?? TRY_AGAIN_AFTER_MS.at(-1) ?? MINUTE_MS);
  return isTooLate({ due }, next) ? undefined : next;
}

export function isTooLate({ due }: Pick<Coming, "due">, now: number): boolean {
  return now - due > TRY_FOR_MS;
}

/** Forgets who asked for the switches that come; they come nevertheless. @returns how many were changed */
export async function forgetAsker(
  schedules: Pick<Schedules, "list" | "put">,
  account: string,
  employee: string,
): Promise<number> {
  let count = 0;
  for (const job of await schedules.list(account, COMING_SWITCH)) {
    const { employee: asker, ...coming } = readComing(job);
    if (asker !== employee) continue;
    await schedules.put(comingJob(account, job.id, coming, job.at));
    count += 1;
  }
  return count;
}
