import { numberKey } from "./number-key.ts";

/** Whether two ways of writing mean one number. Local numbers are the same only digit by digit. */
export function sameNumber(a: string, b: string): boolean {
  if (a === b) return a !== "";
  const key = numberKey(a);
  return key !== undefined && key === numberKey(b);
}
