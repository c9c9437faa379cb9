import { NO_REASON } from "../flexfone/no-reason.ts";

/**
 * Why a switch was not made, where the PBX gave no words of its own: the relay says it in these, and apps say it in the
 * employee's language. A sentence that is not among them is the PBX's.
 */
export const callFlowReasons = {
  "no-such-call-flow": "There is no such call flow any more.",
  "may-not": "Who asked for it may not switch this call flow any more.",
  "relay-was-off": "The relay was not running when it was due.",
  "not-switched": "The telephone system said yes, and did not switch.",
  "not-known": "It is not known whether the telephone system did it.",
  "no-reason": NO_REASON,
  busy: "Other switches were under way.",
  "pbx-unreachable": "The telephone system could not be reached.",
  "pbx-timeout": "The telephone system did not answer in time.",
  "pbx-not-understood": "The telephone system's answer was not understood.",
  "account-refused": "The telephone system did not accept the relay's access.",
} as const;

type CallFlowReason = keyof typeof callFlowReasons;

/** Which of the relay's own reasons a sentence is; undefined for the PBX's words. */
export function callFlowReason(message: string): CallFlowReason | undefined {
  for (const [reason, sentence] of Object.entries(callFlowReasons)) {
    if (sentence === message) return reason as CallFlowReason;
  }
  return undefined;
}
