import { once } from "node:events";
import { createServer } from "node:http";
import { onTestFinished } from "vitest";

/** A request for a PBX's Employee API. */
export interface AskedOfPbx {
  account: string;
  /** Path and query. */
  target: string;
}

/**
 * The Employee API of several accounts, each under a base URL of its own, that keeps what it is asked. Each answers with
 * employees and a call flow whose names tell whose they are; the call flow is switched all the time.
 *
 * @returns the base URL of an account, and what was asked so far
 */
export async function startSwitchboards(
  employees: readonly string[],
): Promise<{ baseUrl(account: string): string; asked: AskedOfPbx[] }> {
  const asked: AskedOfPbx[] = [];
  const server = createServer((request, response) => {
    const target = request.url ?? "";
    const account = target.split("/")[1] ?? "";
    asked.push({ account, target });
    const list = employees.map((localNumber) => ({
      LocalNumber: localNumber,
      Name: nameOf(account, localNumber),
      Phones: [{ LocalNumber: `${localNumber}0`, Name: "Desk" }],
    }));
    const path = target.split("?")[0]?.toLowerCase() ?? "";
    const flows = [{ LocalNumber: "6001", Name: `Night service of ${account}`, IsActive: asked.length % 2 === 0 }];
    response.setHeader("Content-Type", "application/json");
    if (path.endsWith("/employee")) response.end(JSON.stringify(list));
    else if (path.endsWith("/callflow")) response.end(JSON.stringify(flows));
    else response.end(JSON.stringify({ Success: true, Message: "" }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { baseUrl: (account) => `http://127.0.0.1:${port}/${account}/api/`, asked };
}

/** What an account's employee is called. */
export function nameOf(account: string, localNumber: string): string {
  return `Employee ${localNumber} of ${account}`;
}
