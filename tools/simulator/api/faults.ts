import type { ServerResponse } from "node:http";

/** What can be wrong with the PBX's API; nothing of it reaches the calls. Several at once: the last named here wins. */
export interface Faults {
  /** The answer comes this much later, milliseconds. */
  readonly slow: number;
  /** Every request is answered with this status and a plain text. */
  readonly status: number;
  /** A proxy's login page with status 200. */
  readonly htmlPage: boolean;
  /** JSON that breaks off, with status 200. */
  readonly wrongJson: boolean;
  /** The connection is cut before an answer. */
  readonly cutConnection: boolean;
}

/**
 * Answers in the PBX's place where a fault is switched on.
 *
 * @returns the fault's name and the status sent (0 for none), or undefined where the PBX is to answer
 */
export function answerWithFault(
  fault: Partial<Faults>,
  response: ServerResponse,
): { name: string; status: number } | undefined {
  if (fault.cutConnection === true) {
    response.destroy();
    return { name: "cutConnection", status: 0 };
  }
  if (fault.wrongJson === true) {
    response
      .writeHead(200, { "Content-Type": "application/json; charset=utf-8" })
      .end('[{"Localnumber":202,"Name":"Met');
    return { name: "wrongJson", status: 200 };
  }
  if (fault.htmlPage === true) {
    response
      .writeHead(200, { "Content-Type": "text/html; charset=utf-8" })
      .end("<!doctype html><title>Log ind</title><h1>Gæstenetværk</h1><p>Log ind for at få adgang.</p>");
    return { name: "htmlPage", status: 200 };
  }
  if (fault.status !== undefined) {
    response
      .writeHead(fault.status, { "Content-Type": "text/plain; charset=utf-8" })
      .end("Der opstod en fejl. Prøv igen senere.");
    return { name: "status", status: fault.status };
  }
  return undefined;
}
