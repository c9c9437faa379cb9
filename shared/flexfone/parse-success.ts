import { fieldsOf, flag, text } from "./fields.ts";

export interface Success {
  success: boolean;
  message?: string;
}

/**
 * `{ "Success": bool, "Message": string }`, the answer to SetCallFlowState and, as far as is known, MakeCall. An answer
 * without `Success` that came with HTTP 200 counts as one; an explicit false is a refusal whatever the status was.
 */
export function parseSuccess(value: unknown): Success {
  if (typeof value === "boolean") return { success: value };
  if (typeof value === "string") return { success: !/^\s*(?:false|0)\s*$/i.test(value), message: value };
  const fields = fieldsOf(value);
  const message = text(fields, "Message", "Error", "ErrorMessage");
  return { success: flag(fields, "Success", "IsSuccess") ?? true, ...(message === undefined ? {} : { message }) };
}

/** A yes or no that must have been said: nothing is taken for a yes. Undefined where the answer says neither. */
export function parseVerdict(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return verdicts.get(value.trim().toLowerCase());
  return flag(fieldsOf(value), "Success", "IsSuccess");
}

const verdicts: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);
