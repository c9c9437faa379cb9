import type { Result } from "../../../shared/ipc/contract.ts";
import type { CallFlowsView } from "../../../shared/relay-protocol/call-flows.ts";

/**
 * The company's variable call flows, wherever they are asked for. What changes something is asked once, never repeated by
 * itself, and answered with what the PBX says afterwards.
 */
export interface CallFlowsApi {
  read(): Promise<Result<CallFlowsView>>;
  switch(localNumber: string, active: boolean): Promise<Result<CallFlowsView>>;
  /** What takes somebody who is there when no PC is: absent without a relay, which then tells of nothing coming or past. */
  readonly timed?: TimedCallFlowsApi;
}

interface TimedCallFlowsApi {
  /** @param until when it goes back, Unix milliseconds, ahead by 30 days at most */
  switchUntil(localNumber: string, active: boolean, until: number): Promise<Result<CallFlowsView>>;
  /** A coming switch is not to come. */
  cancel(id: string): Promise<Result<CallFlowsView>>;
  /** Back to what it was before a past switch, where nobody has switched it since. */
  undo(id: string): Promise<Result<CallFlowsView>>;
}
