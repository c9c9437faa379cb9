import { expect, it, onTestFinished } from "vitest";
import { FaultProxy } from "../../tools/fault-proxy/fault-proxy.ts";
import { pairDevice, sendHook, startTestRelay } from "../relay/relay-fixture.ts";
import { ResumingClient } from "./resuming-client.ts";
import { eventually } from "./whole-system.ts";

const EMPLOYEES = ["202", "203"];
const CALLS = 20;

it("a client that has gone without a word is cut by its heartbeat, and has everything when it comes back", async () => {
  const relay = await startTestRelay({ heartbeatMs: 1_000 });
  const proxy = new FaultProxy(Number(new URL(relay.url).port));
  await proxy.listen();
  onTestFinished(() => proxy.close());
  const urls = [`http://127.0.0.1:${proxy.port}`, relay.url];
  const clients = await Promise.all(
    EMPLOYEES.map(
      async (employee, index) => new ResumingClient(urls[index] ?? "", (await pairDevice(relay, employee)).token),
    ),
  );
  const [gone, there] = clients;
  if (gone === undefined || there === undefined) throw new Error("there are no clients");
  await eventually("both are connected", () => clients.every(({ connected }) => connected));
  const acknowledged: { kind: string; callId: string; employee: string }[] = [];
  const play = async (when: string) => {
    for (let n = 0; n < CALLS; n += 1) {
      const [employee = "", callId] = [EMPLOYEES[n % 2], `${when}.${n}`];
      const ring = { UniqueCallId: callId, EmployeeLocalNumber: employee, Calledphone: `${employee}0` };
      expect((await sendHook(relay, "incoming", ring)).status).toBe(200);
      acknowledged.push({ kind: "incoming", callId, employee });
    }
  };
  await play("before");
  await eventually("both have it", () => clients.every(({ stored }) => stored.size === CALLS / 2));

  proxy.toServer.blackhole = true;
  proxy.toClient.blackhole = true;
  await play("meanwhile");
  await eventually("the one who is there has it", () => there.stored.size === CALLS);
  await eventually("the other is cut", () => relay.connections === 1);
  expect(gone.stored.size).toBe(CALLS / 2);
  // It has not been told that it was cut, and does not come again by itself.
  expect(gone.connected).toBe(true);

  proxy.heal();
  gone.drop();
  await play("afterwards");
  await eventually("both have everything", () => clients.every(({ stored }) => stored.size === (3 * CALLS) / 2));
  expect(clients.flatMap((client, index) => client.discrepancies(EMPLOYEES[index] ?? "", acknowledged))).toEqual([]);
  expect(gone.resumes.at(-1)).toEqual({ recovered: true, reason: undefined });
});
