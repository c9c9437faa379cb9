import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";

/** What can be wrong with the PBX's API; nothing of it reaches the calls. Several at once: the last named here wins. */
export interface Faults {
  /** The answer comes this much later, milliseconds. */
  readonly slow: number;
  /** What is asked is done, and half of the answer comes; then nothing. */
  readonly stall: boolean;
  /** What is asked is done, and half of the answer comes; then the connection is cut. */
  readonly cutMidway: boolean;
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
 * Sends the PBX's own answer, or as much of it as the fault lets through.
 *
 * @returns the name of the fault that cut it short
 */
export function sendAnswer(fault: Partial<Faults>, response: ServerResponse, answer: Answer): string | undefined {
  const { status, contentType } = answer;
  const body = Buffer.from(answer.body);
  response.writeHead(status, { "Content-Type": contentType, "Content-Length": body.length });
  const name = fault.cutMidway === true ? "cutMidway" : fault.stall === true ? "stall" : undefined;
  if (name === undefined) response.end(body);
  else {
    response.write(body.subarray(0, body.length / 2), () => {
      if (name === "cutMidway") response.destroy();
    });
  }
  return name;
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
