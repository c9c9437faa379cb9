import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { configSchema } from "../../relay/config/config.ts";
import { startRelay } from "../../relay/relay.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { connect, redeemCode, type StreamClient } from "./relay-fixture.ts";

const ACCOUNTS = ["A", "B"];
const SECRETS: Record<string, string> = { A: "a".repeat(32), B: "b".repeat(32) };

/** What somebody with A's secrets, tokens and cursors may try. */
const attack = fc.oneof(
  fc.record({
    type: fc.constant("hook" as const),
    account: fc.constantFrom(...ACCOUNTS),
    kind: fc.constantFrom("incoming", "answered", "ended", "outgoing"),
    callId: fc.constantFrom("1.1", "1.2", "B.1"),
    linkedCallId: fc.constantFrom("", "1.1", "B.1"),
    accountId: fc.constantFrom("", "A", "B"),
    employee: fc.constantFrom("202", "203"),
  }),
  fc.record({ type: fc.constant("preview" as const) }),
  fc.record({ type: fc.constant("redeem" as const) }),
  fc.record({
    type: fc.constant("api" as const),
    path: fc.constantFrom("employee", "Callflow", "employee/202?account=B&hash=x", "Call?employee=202&callee=112"),
    method: fc.constantFrom("GET", "POST"),
  }),
  fc.record({
    type: fc.constant("say" as const),
    message: fc.constantFrom(
      { type: "mark", mark: { id: "m", mark: "seen", callIds: ["B.1"] } },
      { type: "dial", dial: { id: "d", callee: "112", device: "", at: 1 } },
      { type: "dial", dial: { id: "d", callee: "112", device: "", at: 1, failed: true } },
      { type: "watch-presence", on: true },
    ),
  }),
  fc.record({ type: fc.constant("resume" as const), offset: fc.integer({ min: 0, max: 50 }) }),
);

it("no sequence of requests with all that A has shows, changes or delays anything of B", async () => {
  const asked: string[] = [];
  const relay = await startRelay({
    config: configSchema.parse({
      listen: { port: 0 },
      dataDir: temporaryFolder(),
      logLevel: "silent",
      limits: {
        failuresPerMinute: 100_000,
        hooksPerSecond: 10_000,
        apiRequestsPerMinute: 10_000,
        messagesPerSecond: 1_000,
      },
      accounts: ACCOUNTS.map((id) => ({
        id,
        name: id,
        hookSecrets: [SECRETS[id]],
        flexfone: { baseUrl: `http://127.0.0.1:9/${id}/`, account: id, hash: `hash-of-${id}` },
      })),
    }),
    fetch: async (url) => {
      asked.push(url);
      return new Response("[]", { headers: { "Content-Type": "application/json" } });
    },
  });
  onTestFinished(() => relay.close());
  const pair = async (account: string) => redeemCode(relay.url, (await relay.invite(account, "202")).code);
  const [a, b] = [await pair("A"), await pair("B")];
  const victim = await connect(relay, b.token);
  const { code: codeOfB } = await relay.invite("B", "203");
  let attacker: StreamClient = await connect(relay, a.token);

  const carryOut = async (one: typeof attack extends fc.Arbitrary<infer Value> ? Value : never): Promise<void> => {
    switch (one.type) {
      case "hook": {
        const { account, kind, callId, linkedCallId, accountId, employee } = one;
        const parameters = { UniqueCallId: callId, EmployeeLocalNumber: employee, LinkedUniqueCallId: linkedCallId };
        const query = new URLSearchParams({ ...parameters, AccountId: accountId });
        // The secret is A's, whatever the URL says.
        const answer = await fetch(`${relay.url}/hooks/${account}/${SECRETS.A}/${kind}?${query}`);
        expect(answer.status === 200).toBe(account === "A" && accountId !== "B");
        return;
      }
      case "preview":
      case "redeem": {
        // A code that is a letter short of B's.
        const body = JSON.stringify({
          code: codeOfB.slice(1),
          token: "t".repeat(43),
          device: { name: "x", platform: "x" },
        });
        expect((await fetch(`${relay.url}/v1/pairing/${one.type}`, { method: "POST", body })).status).toBe(404);
        return;
      }
      case "api": {
        const headers = { Authorization: `Bearer ${a.token}` };
        asked.length = 0;
        await (await fetch(`${relay.url}/v1/flexfone/${one.path}`, { method: one.method, headers })).arrayBuffer();
        for (const url of asked) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:9\/A\/.*hash-of-A/);
        return;
      }
      case "say":
        attacker.socket.send(JSON.stringify(one.message));
        return;
      case "resume": {
        const epoch = victim.welcome?.cursor.split(":")[0] ?? "";
        attacker.socket.terminate();
        attacker = await connect(relay, a.token, `${epoch}:${one.offset}`);
        expect(attacker.welcome?.account.id).toBe("A");
      }
    }
  };

  let calls = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(attack, { minLength: 1, maxLength: 12 }), async (attacks) => {
      for (const one of attacks) await carryOut(one);
      // B's hook is served as ever, and B's client is told that and nothing else.
      calls += 1;
      const query = new URLSearchParams({ UniqueCallId: `B.${calls}`, EmployeeLocalNumber: "202", Note: "only-for-B" });
      const served = await fetch(`${relay.url}/hooks/B/${SECRETS.B}/incoming?${query}`);
      expect(served.status).toBe(200);
      await victim.until(`its call ${calls} is heard`, ({ events }) => events.length === calls);
      expect(victim.events.at(-1)?.event).toMatchObject({ callId: `B.${calls}`, relatedCallIds: [] });
      expect(
        victim.messages.filter(({ type }) => !["welcome", "snapshot", "event", "heartbeat"].includes(type)),
      ).toEqual([]);
      expect(JSON.stringify(attacker.messages)).not.toContain("only-for-B");
    }),
    { numRuns: 60 },
  );
  const devices = await relay.devices("B");
  expect(devices).toHaveLength(1);
  expect(devices[0]?.revokedAt).toBeUndefined();
});
