/** What becomes of a call, in order: one hook each, and each makes one message for the one employee whose call it is. */
export const callKinds = ["incoming", "answered", "ended"] as const;
export type CallKind = (typeof callKinds)[number];

/** One hook that the generator sends. */
export interface CallStep {
  /** Number of the client whom it is for, from 0. */
  client: number;
  /** How many hooks he was sent before. */
  step: number;
  kind: CallKind;
  callId: string;
  /** Knows the step again in the message. */
  key: string;
}

/** Employees' local numbers begin here, so that all have as many digits. */
const FIRST_EMPLOYEE = 100_000;

export function employeeOf(client: number): string {
  return String(FIRST_EMPLOYEE + client);
}

/** So long that the relay's messages have 330 bytes on average. */
const CALL_ID_PREFIX = "pbx07-kbh-1768471420-1768471420-1768471420-";

/** @param run begins each call id, so that no two runs on one database share one */
export function callStep(run: string, client: number, step: number): CallStep {
  const kind = callKinds[step % callKinds.length] ?? "incoming";
  const callId = `${CALL_ID_PREFIX}${run}${employeeOf(client)}.${String(Math.floor(step / callKinds.length)).padStart(6, "0")}`;
  return { client, step, kind, callId, key: `${callId}/${kind}` };
}
