import { callEventSchema } from "../../shared/calls/event.ts";
import { callMarkSchema, sharedDialSchema } from "../../shared/relay-protocol/stream.ts";
import type { Delivery } from "../storage/event-log.ts";

/**
 * An entry of the log as one line without anybody's number: time, account, offset, employee, what it was, call, and of
 * outside numbers the last two digits.
 */
export function redactEntry({ account, employee, offset, kind, body, receivedAt }: Delivery): string {
  const said = describe(kind, body, employee);
  return [new Date(receivedAt).toISOString(), account, `#${offset}`, employee, ...said].join("  ");
}

function describe(kind: Delivery["kind"], body: string, recipient: string): string[] {
  switch (kind) {
    case "event":
      return describeEvent(body, recipient);
    case "mark":
      return describeMark(body);
    case "dial":
      return describeDial(body);
  }
}

function describeEvent(body: string, recipient: string): string[] {
  const { kind, callId, employee, aNumber, transferredNumber } = callEventSchema.parse(JSON.parse(body));
  const words = [kind, `call ${callId}`];
  if (employee !== undefined && employee !== recipient) words.push(`employee ${employee}`);
  if (aNumber !== undefined) words.push(`number ${lastDigits(aNumber)}`);
  if (transferredNumber !== undefined) words.push(`transferred ${lastDigits(transferredNumber)}`);
  return words;
}

function describeMark(body: string): string[] {
  const { mark, callIds } = callMarkSchema.parse(JSON.parse(body));
  return [mark, `call ${callIds.join(", ")}`];
}

function describeDial(body: string): string[] {
  const { callee, device, failed } = sharedDialSchema.parse(JSON.parse(body));
  const phone = device === "" ? [] : [`phone ${device}`];
  return [failed === true ? "dial failed" : "dial", `number ${lastDigits(callee)}`, ...phone];
}

/** The last two digits at most, and never a whole number. */
export function lastDigits(number: string): string {
  const digits = number.replace(/\D/g, "");
  return `…${digits.slice(Math.max(digits.length - 2, 1))}`;
}
