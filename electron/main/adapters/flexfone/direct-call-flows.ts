import type { FlexfoneClient } from "../../../../shared/flexfone/client.ts";
import type { FlexfoneError, FlexfoneErrorKind } from "../../../../shared/flexfone/types.ts";
import type { ErrorCode, Result } from "../../../../shared/ipc/contract.ts";
import { callFlowReasons } from "../../../../shared/relay-protocol/call-flow-reasons.ts";
import type { CallFlowsView } from "../../../../shared/relay-protocol/call-flows.ts";
import type { CallFlowsApi } from "../../ports/call-flows-api.ts";
import type { Clock } from "../../ports/clock.ts";

/** Call flows from the PBX itself (guide: "Se Variabel kaldsflowliste"): all may be switched, nothing comes or is kept. */
export function createDirectCallFlows(
  client: Pick<FlexfoneClient, "callFlows" | "setCallFlowState">,
  clock: Clock,
): CallFlowsApi {
  const read = async (): Promise<Result<CallFlowsView>> => {
    const asOf = clock.now();
    const answer = await client.callFlows();
    if (!answer.ok) return failure(answer.error);
    const flows = answer.value.map((flow) => ({ ...flow, maySwitch: true }));
    return { ok: true, value: { flows, asOf, coming: [], history: [] } };
  };
  return {
    read,
    async switch(localNumber, active) {
      const answer = await client.setCallFlowState(localNumber, active);
      const view = await read();
      if (!view.ok) return answer.ok ? view : failure(answer.error);
      const flow = view.value.flows.find((candidate) => candidate.localNumber === localNumber);
      // What the PBX says afterwards decides, also where its answer was lost.
      if (flow?.active === active) return view;
      if (!answer.ok) return failure(answer.error);
      return { ok: false, code: "not-switched", message: callFlowReasons["not-switched"] };
    },
  };
}

const codes: Record<FlexfoneErrorKind, ErrorCode> = {
  credentials: "account-refused",
  "not-allowed": "account-refused",
  refused: "pbx-refused",
  "too-many": "too-many-tries",
  unreachable: "pbx-unreachable",
  timeout: "pbx-timeout",
  "not-understood": "pbx-not-understood",
  insecure: "insecure",
};

function failure({ kind, message }: FlexfoneError): { ok: false; code: ErrorCode; message: string } {
  return { ok: false, code: codes[kind], message };
}
