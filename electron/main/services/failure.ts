import type { FlexfoneError } from "../../../shared/flexfone/types.ts";
import type { ErrorCode } from "../../../shared/ipc/contract.ts";

/** What a service answers: a value, or why not, in a code that windows turn into words. */
export type Outcome<Value> = { ok: true; value: Value } | { ok: false; code: ErrorCode; message: string };

export function succeeded(): Outcome<undefined> {
  return { ok: true, value: undefined };
}

export function failed(code: ErrorCode, message: string): { ok: false; code: ErrorCode; message: string } {
  return { ok: false, code, message };
}

const codeOfKind: Record<FlexfoneError["kind"], ErrorCode> = {
  credentials: "pbx-credentials",
  "not-allowed": "not-allowed",
  refused: "pbx-refused",
  "too-many": "too-many-tries",
  unreachable: "pbx-unreachable",
  timeout: "pbx-timeout",
  "not-understood": "pbx-not-understood",
  insecure: "insecure",
};

export function fromFlexfone(error: FlexfoneError): { ok: false; code: ErrorCode; message: string } {
  return failed(codeOfKind[error.kind], error.message);
}
