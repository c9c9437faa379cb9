import fc from "fast-check";
import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { allVariants } from "../../tools/simulator/pbx/all-variants.ts";
import { describeVariant } from "../../tools/simulator/pbx/variant.ts";
import type { Simulator } from "../../tools/simulator/simulator.ts";
import { type Fixture, startFixture, until } from "./fixture.ts";

const mette = { Username: "mette.soerensen@nordlys-energi.example", Password: "Nordlys-202" };
const call = { Device: "200000", Callee: "86515151", ...mette };

function makeCall(simulator: Simulator, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(simulator.makeCallUrl, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

async function untilHooks({ receiver }: Fixture, kinds: readonly string[]): Promise<void> {
  await until(`the hooks were ${kinds.join(", ")}`, () => receiver.kinds.length >= kinds.length);
  expect(receiver.kinds).toEqual(kinds);
}

const xml = `<Call xmlns:i="http://www.w3.org/2001/XMLSchema-instance"
xmlns="http://schemas.datacontract.org/2004/07/MyFone_API.Models">
  <Password>Nordlys-202</Password>
  <Username>mette.soerensen@nordlys-energi.example</Username>
  <Callee>86515151</Callee>
  <Device>200000</Device>
</Call>`;

describe("MakeCall", () => {
  it("rings the employee's phone, then the callee, then connects, and is ended by either", async () => {
    const fixture = await startFixture({ variant: { makeCallOwnLeg: "both" } });
    const { simulator, receiver, clock } = fixture;
    const response = await makeCall(simulator, call);
    expect([response.status, await response.json()]).toEqual([200, { Success: true, Message: "" }]);
    expect(simulator.ringing).toEqual([{ phone: "200000", employee: "202", callId: expect.any(String) }]);
    await untilHooks(fixture, ["incoming"]);

    clock.time += 3_000;
    await simulator.answer("200000");
    await untilHooks(fixture, ["incoming", "answered", "outgoing", "answered"]);
    clock.time += 58_000;
    await simulator.hangUp(receiver.received[0]?.parameters.UniqueCallId ?? "");
    expect(receiver.received.at(-1)).toMatchObject({
      kind: "ended",
      parameters: { Duration: "58", CallDirection: "Outgoing" },
    });
  });

  it("rings all of his phones where no device is named; the one that he lifts gets the call", async () => {
    const { simulator } = await startFixture();
    await makeCall(simulator, { ...call, Device: "" });
    expect(simulator.ringing.map((ringing) => ringing.phone)).toEqual(["200000", "200001"]);
    await simulator.answer("200001");
    expect(simulator.ringing).toEqual([]);
  });

  it("takes XML as in the guide, and answers XML where it is asked for", async () => {
    const { simulator } = await startFixture();
    const json = await makeCall(simulator, xml, { "Content-Type": "application/xml" });
    expect(await json.json()).toMatchObject({ Success: true });
    const answer = await makeCall(simulator, xml, { "Content-Type": "text/xml", Accept: "application/xml" });
    expect(new XMLParser().parse(await answer.text()).Result).toEqual({ Success: true, Message: "" });
    expect(simulator.requests.at(-1)?.parameters).toMatchObject({ Device: "200000", Callee: "86515151" });
  });

  it("calls a colleague: his phones ring once the employee has lifted", async () => {
    const { simulator, receiver } = await startFixture({ variant: { makeCallOwnLeg: "both" } });
    await makeCall(simulator, { ...call, Callee: "204" });
    await simulator.answer("200000");
    expect(simulator.ringing.map((ringing) => ringing.employee)).toEqual(["204", "204", "204"]);
    expect(receiver.received.at(-1)?.parameters).toMatchObject({ EmployeeLocalNumber: "204", ANumber: "202" });
  });

  it("lifts by itself where that is wanted, and stops ringing after a while", async () => {
    const lifting = await startFixture({ autopilot: { liftAfter: 1_500 } });
    await makeCall(lifting.simulator, call);
    await untilHooks(lifting, ["incoming", "answered", "answered"]);

    const ringing = await startFixture({ autopilot: { ringsFor: 30_000 } });
    await makeCall(ringing.simulator, call);
    await untilHooks(ringing, ["incoming", "ended"]);
    expect(ringing.simulator.ringing).toEqual([]);
  });
});

describe("the own leg's hooks", () => {
  it.each([
    ["incoming", "one", ["incoming", "answered", "answered", "ended"], 1],
    ["incoming", "linked", ["incoming", "answered", "answered", "ended", "ended"], 2],
    ["outgoing", "one", ["outgoing", "answered", "ended"], 1],
    ["outgoing", "linked", ["outgoing", "answered", "ended"], 1],
    ["both", "one", ["incoming", "answered", "outgoing", "answered", "ended"], 1],
    ["both", "linked", ["incoming", "answered", "outgoing", "answered", "ended", "ended"], 2],
  ] as const)("%s, ids: %s", async (makeCallOwnLeg, makeCallIds, kinds, ids) => {
    const fixture = await startFixture({ variant: { makeCallOwnLeg, makeCallIds } });
    const { simulator, receiver } = fixture;
    await makeCall(simulator, call);
    const callId = simulator.ringing[0]?.callId ?? "";
    await simulator.answer("200000");
    const connected = kinds.filter((kind) => kind !== "ended");
    await untilHooks(fixture, connected);
    await simulator.hangUp(callId);
    expect(receiver.kinds).toEqual(kinds);
    expect(new Set(receiver.received.map((hook) => hook.parameters.UniqueCallId)).size).toBe(ids);
    const connection = receiver.received.findLast((hook) => hook.kind === "answered");
    expect(connection?.parameters.LinkedUniqueCallId).toBe(makeCallIds === "linked" ? callId : undefined);
  });

  it.each([
    ["callee", "86515151"],
    ["own", "87401202"],
    ["hidden", "Anonymous"],
  ] as const)("show the %s number", async (makeCallANumber, aNumber) => {
    const fixture = await startFixture({ variant: { makeCallANumber, hiddenNumber: "Anonymous" } });
    await makeCall(fixture.simulator, call);
    await untilHooks(fixture, ["incoming"]);
    expect(fixture.receiver.received[0]?.parameters.ANumber).toBe(aNumber);
  });

  it.each(allVariants.map((variant) => [describeVariant(variant), variant] as const))(
    "end in every variant: %s",
    async (_, variant) => {
      const { simulator, receiver } = await startFixture({ variant });
      await makeCall(simulator, { ...call, Device: "" });
      const callId = simulator.ringing[0]?.callId ?? "";
      await simulator.answer("200000");
      const times = variant.doubledHooks ? 2 : 1;
      const answers = times * (variant.makeCallOwnLeg === "outgoing" ? 1 : 2);
      const answered = () => receiver.kinds.filter((kind) => kind === "answered").length;
      await until("the callee has answered", () => answered() >= answers);
      await simulator.hangUp(callId);
      const answeredIds = receiver.received.filter((hook) => hook.kind === "answered");
      const endedIds = receiver.received.filter((hook) => hook.kind === "ended");
      expect(endedIds.map((hook) => hook.parameters.UniqueCallId)).toEqual(
        expect.arrayContaining(answeredIds.map((hook) => hook.parameters.UniqueCallId)),
      );
      expect(simulator.ringing).toEqual([]);
    },
  );
});

describe("is refused with a sentence, and no phone rings", () => {
  const { Device: _device, ...withoutDevice } = call;
  const { Callee: _callee, ...withoutCallee } = call;
  it.each([
    ["a body that is not JSON", "{", {}, 400, /not JSON/],
    ["a list", [call], {}, 400, /one JSON object/],
    ["no Device", withoutDevice, {}, 400, /even when it is empty/],
    ["no Callee", withoutCallee, {}, 400, /Callee is missing/],
    ["a number where text belongs", { ...call, Device: 200_000 }, {}, 400, /Device must be text/],
    ["an unknown field", { ...call, Account: "4711" }, {}, 400, /no field "Account"/],
    ["a form", "Device=200000", { "Content-Type": "application/x-www-form-urlencoded" }, 415, /takes application/],
    ["XML without the namespace", "<Call/>", { "Content-Type": "application/xml" }, 400, /root must be <Call>/],
    ["broken XML", xml.slice(0, -4), { "Content-Type": "application/xml" }, 400, /not well-formed/],
    ["a DOCTYPE", `<!DOCTYPE x>${xml}`, { "Content-Type": "application/xml" }, 400, /DOCTYPE/],
    ["a wrong password", { ...call, Password: "guess" }, {}, 401, /Forkert brugernavn/],
    ["an unknown user", { ...call, Username: "x@y.example" }, {}, 401, /Forkert brugernavn/],
    ["a colleague's phone", { ...call, Device: "200002" }, {}, 200, /tilhører ikke/],
    ["a name instead of a number", { ...call, Callee: "Anne" }, {}, 200, /kan ikke ringes op/],
  ])("%s", async (_name, body, headers, status, text) => {
    const { simulator, receiver } = await startFixture();
    const response = await makeCall(simulator, body, headers);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(text);
    expect(simulator.ringing).toEqual([]);
    expect(receiver.received).toEqual([]);
  });

  it("GET, and credentials in the query", async () => {
    const { simulator } = await startFixture();
    expect((await fetch(simulator.makeCallUrl)).status).toBe(405);
    const { hash } = simulator.company;
    const response = await fetch(`${simulator.makeCallUrl}?hash=${hash}`, { method: "POST", body: "{}" });
    expect(response.status).toBe(400);
    expect(JSON.stringify(simulator.requests)).not.toContain(hash);
  });
});

it("never remembers a password, whatever is sent", async () => {
  const { simulator } = await startFixture();
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), async (device, callee) => {
      await makeCall(simulator, { ...call, Device: device, Callee: callee, Password: "TopSecret" });
      expect(JSON.stringify(simulator.requests)).not.toContain("TopSecret");
    }),
    { numRuns: 30 },
  );
});
