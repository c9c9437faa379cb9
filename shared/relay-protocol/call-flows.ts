import { z } from "zod";

/** Call flows through the relay: one poll of the PBX for all employees, switches that come by themselves, who did what. */

const localNumber = z.string().regex(/^\d{1,20}$/, "a local number has digits only");
const who = z.object({ localNumber, name: z.string().optional() });

const listedCallFlowSchema = z.object({
  localNumber,
  name: z.string(),
  active: z.boolean(),
  activeGoto: z.string().optional(),
  inactiveGoto: z.string().optional(),
  /** Whether this employee may switch it. */
  maySwitch: z.boolean(),
});

/** A switch that the relay makes by itself, also where every PC is off. */
const comingSwitchSchema = z.object({
  id: z.string(),
  localNumber,
  active: z.boolean(),
  /** Unix milliseconds. */
  at: z.int(),
  /** Who asked for it. Absent where that was erased. */
  by: who.optional(),
  /** It was due, and the PBX did not do it: it is tried again. The message is as that of a past switch. */
  trouble: z.object({ attempts: z.int().min(1), message: z.string(), nextTryAt: z.int() }).optional(),
});

const pastSwitchSchema = z.object({
  id: z.string(),
  localNumber,
  active: z.boolean(),
  /** Unix milliseconds by the relay's clock; for `elsewhere` when it was seen. */
  at: z.int(),
  /** Absent where it was switched elsewhere (by phone, in PBXAdmin). */
  by: who.optional(),
  how: z.enum(["hand", "timed", "undo", "elsewhere"]),
  /** `unclear`: the PBX's answer was lost, and it did not say afterwards either. */
  outcome: z.enum(["done", "refused", "unclear"]),
  /** Why it was not done: in the PBX's words where it gave some, else one of `callFlowReasons`. */
  message: z.string().optional(),
});

/** GET /v1/call-flows, and the answer to every change. */
export const callFlowsViewSchema = z.object({
  flows: z.array(listedCallFlowSchema),
  /** When the PBX said so, Unix milliseconds. */
  asOf: z.int(),
  /** The next one first. */
  coming: z.array(comingSwitchSchema),
  /** The newest first; 50 at most. */
  history: z.array(pastSwitchSchema),
  /** The PBX does not answer now; what is shown is as of `asOf`. */
  problem: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type CallFlowsView = z.output<typeof callFlowsViewSchema>;
export type ComingSwitch = z.output<typeof comingSwitchSchema>;
export type PastSwitch = z.output<typeof pastSwitchSchema>;

export const switchCallFlowRequestSchema = z.object({
  localNumber,
  active: z.boolean(),
  /** Then it goes back. Unix milliseconds, ahead by 30 days at most. */
  until: z.int().optional(),
});

/** Of a coming switch that is to be cancelled, or of one that is to be undone. */
export const callFlowSwitchIdSchema = z.object({ id: z.string().min(1).max(64) });
