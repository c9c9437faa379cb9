import { once } from "node:events";
import { connect } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { ACCOUNT } from "../relay/relay-fixture.ts";
import { SECRETS } from "./relay-under-test.ts";
import { eventually, WholeSystem } from "./whole-system.ts";

const CALLS = 60;

it("hooks of one moment keep the order in which they came", async () => {
  const { relay, sender, clients } = await WholeSystem.start();
  const client = clients.get("202");
  if (client === undefined) throw new Error("there is no such client");
  const socket = connect(relay.port, "127.0.0.1");
  onTestFinished(() => {
    socket.destroy();
  });
  const hook = (kind: string, parameters: Record<string, string>) =>
    `GET /hooks/${ACCOUNT}/${SECRETS[ACCOUNT]}/${kind}?${new URLSearchParams(parameters)} HTTP/1.1\r\nHost: relay\r\n\r\n`;
  for (let n = 0; n < CALLS; n += 1) {
    const callId = `moment.${n}`;
    const ring = {
      UniqueCallId: callId,
      EmployeeLocalNumber: "202",
      Calledphone: "2020",
      ANumber: `${20_000_000 + n}`,
    };
    // Both at once (RFC 9112, section 9.3.2), so that they are received in the same millisecond.
    socket.write(hook("incoming", ring) + hook("ended", { UniqueCallId: callId }));
    await once(socket, "data");
    for (const kind of ["incoming", "ended"]) sender.acknowledged.push({ kind, callId, employee: "202" });
  }
  await eventually("all are there", () => client.stored.size === 2 * CALLS);
  expect(client.discrepancies("202", sender.acknowledged)).toEqual([]);
  expect(client.turnedRound()).toEqual([]);
});
