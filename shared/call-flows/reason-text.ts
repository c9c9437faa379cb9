import type { Translate } from "../i18n/translator.ts";
import { callFlowReason } from "../relay-protocol/call-flow-reasons.ts";

/** Why a switch was not made: the PBX's words as they are, the relay's in the employee's language. */
export function reasonText(message: string, t: Translate): string {
  const reason = callFlowReason(message);
  return reason === undefined ? t("callFlows.said", { message }) : t(`callFlows.reasons.${reason}`);
}
