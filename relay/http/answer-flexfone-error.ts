import type { ServerResponse } from "node:http";
import type { FlexfoneError, FlexfoneErrorKind } from "../../shared/flexfone/types.ts";
import type { RelayErrorCode } from "../../shared/relay-protocol/http.ts";
import { answerError } from "./answer.ts";

const answers: Record<FlexfoneErrorKind, { status: number; code: RelayErrorCode }> = {
  credentials: { status: 502, code: "pbx-credentials" },
  "not-allowed": { status: 502, code: "pbx-credentials" },
  insecure: { status: 502, code: "pbx-unreachable" },
  refused: { status: 422, code: "pbx-refused" },
  "too-many": { status: 429, code: "too-many" },
  unreachable: { status: 502, code: "pbx-unreachable" },
  timeout: { status: 504, code: "pbx-timeout" },
  "not-understood": { status: 502, code: "pbx-not-understood" },
};

/** The PBX's API did not do what the relay asked of it. */
export function answerFlexfoneError(response: ServerResponse, { kind, message }: FlexfoneError): void {
  const { status, code } = answers[kind];
  answerError(response, status, code, message);
}
