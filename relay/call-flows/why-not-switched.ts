import type { FlexfoneError, FlexfoneErrorKind } from "../../shared/flexfone/types.ts";
import { callFlowReasons } from "../../shared/relay-protocol/call-flow-reasons.ts";

/** Where the PBX said nothing of its own. */
const reasons: Record<Exclude<FlexfoneErrorKind, "refused">, string> = {
  credentials: callFlowReasons["account-refused"],
  "not-allowed": callFlowReasons["account-refused"],
  "too-many": callFlowReasons["pbx-unreachable"],
  unreachable: callFlowReasons["pbx-unreachable"],
  timeout: callFlowReasons["pbx-timeout"],
  "not-understood": callFlowReasons["pbx-not-understood"],
  insecure: callFlowReasons["pbx-unreachable"],
};

/** Why a switch was not made, for its history: the PBX's words where it refused, else one of `callFlowReasons`. */
export function whyNotSwitched({ kind, message }: FlexfoneError): string {
  return kind === "refused" ? message : reasons[kind];
}
