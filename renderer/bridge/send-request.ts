import type { Bridge, RequestInput, RequestName, RequestOutput, Result } from "../../shared/ipc/contract.ts";

/** Asks main. A bridge that breaks (main has gone) is answered like any other failure, so that it is shown. */
export async function sendRequest<Name extends RequestName>(
  bridge: Bridge,
  name: Name,
  input: RequestInput<Name>,
): Promise<Result<RequestOutput<Name>>> {
  try {
    return await bridge.request(name, input);
  } catch (error) {
    return { ok: false, code: "internal", message: error instanceof Error ? error.message : String(error) };
  }
}
