import type { IncomingHttpHeaders } from "node:http";

/**
 * Why a request must not reach the control page: another site open in the same browser could else place calls. The page
 * must have been reached by a loopback name (a foreign name that resolves to 127.0.0.1 is turned away), and a request
 * from a page must come from this one.
 *
 * @returns a sentence, or undefined where the request is welcome
 */
export function whyTurnedAway(headers: IncomingHttpHeaders): string | undefined {
  const { host, origin } = headers;
  if (host === undefined || !/^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/.test(host)) {
    return "The control page answers to loopback addresses only.";
  }
  if (origin !== undefined && origin !== `http://${host}`) return "The control page answers to its own origin only.";
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    return "The control page answers to its own origin only.";
  }
  return undefined;
}
