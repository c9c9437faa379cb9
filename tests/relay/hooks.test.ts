import { describe, expect, it, onTestFinished } from "vitest";
import { employeeOf } from "../../tools/simulator/company/company.ts";
import { startSimulator } from "../../tools/simulator/simulator.ts";
import { temporaryFolder } from "../fakes/temporary-folder.ts";
import { ACCOUNT, connect, hookUrls, pairDevice, SECRET, sendHook, startTestRelay } from "./relay-fixture.ts";

const incoming = {
  AccountId: ACCOUNT,
  UniqueCallId: "12434346.4567",
  Calledphone: "200000",
  ANumber: "86515151",
  TimeStamp: "2026-11-23 10:00:00",
  EmployeeLocalNumber: "202",
};

describe("a hook", () => {
  it("is answered 200, and reaches the employee as an event", async () => {
    const relay = await startTestRelay();
    const { token } = await pairDevice(relay, "202");
    const client = await connect(relay, token);
    const response = await sendHook(relay, "incoming", incoming);
    expect([response.status, await response.text()]).toEqual([200, "OK\n"]);
    await client.until("the ring is heard", ({ events }) => events.length === 1);
    expect(client.events[0]).toMatchObject({
      replayed: false,
      event: {
        kind: "incoming",
        callId: "12434346.4567",
        employee: "202",
        phone: "200000",
        aNumber: "86515151",
        at: Date.UTC(2026, 10, 23, 9, 0, 0),
        rungPhones: 1,
      },
    });
  });

  it.each([
    [
      "form",
      "application/x-www-form-urlencoded",
      "UniqueCallId=1.1&EmployeeLocalNumber=202&Calledphone=200000&navn=S%F8ren",
    ],
    ["form in UTF-8", "application/x-www-form-urlencoded", "uniquecallid=1.1&employeelocalnumber=202&navn=S%C3%B8ren"],
    ["JSON with numbers", "application/json", '{"UniqueCallId":1.1,"EmployeeLocalNumber":202,"navn":"Søren"}'],
    ["JSON", "application/json", '{"Unique CallId":"1.1","EmployeeLocalNumber":202,"navn":"Søren"}'],
    [
      "XML",
      "text/xml",
      "<Call><UniqueCallId>1.1</UniqueCallId><EmployeeLocalNumber>202</EmployeeLocalNumber><navn>Søren</navn></Call>",
    ],
  ])("may come as POST: %s", async (_, contentType, body) => {
    const relay = await startTestRelay();
    const { token } = await pairDevice(relay, "202");
    const client = await connect(relay, token);
    const response = await fetch(hookUrls(relay).incoming, {
      method: "POST",
      headers: { "Content-Type": contentType },
      body,
    });
    expect(response.status).toBe(200);
    await client.until("the ring is heard", ({ events }) => events.length === 1);
    expect(client.events[0]?.event).toMatchObject({ callId: "1.1", unknownParameters: { navn: "Søren" } });
  });

  it("at the URL without a kind says by its parameters which it is", async () => {
    const relay = await startTestRelay();
    const { token } = await pairDevice(relay, "202");
    const client = await connect(relay, token);
    const url = `${relay.url}/hooks/${ACCOUNT}/${SECRET}`;
    const call = { UniqueCallId: "1.1", EmployeeLocalNumber: "202" };
    for (const parameters of [{ ...call, Calledphone: "200000" }, call, { UniqueCallId: "1.1", Duration: "5" }]) {
      await fetch(`${url}?${new URLSearchParams(parameters)}`);
    }
    await client.until("three events are heard", ({ events }) => events.length === 3);
    expect(client.events.map(({ event }) => event.kind)).toEqual(["incoming", "answered", "ended"]);
  });

  it.each([
    ["a wrong secret", `/hooks/${ACCOUNT}/${SECRET}x/incoming`],
    ["an unknown account", `/hooks/9999/${SECRET}/incoming`],
    ["an unknown kind", `/hooks/${ACCOUNT}/${SECRET}/other`],
    ["no secret", `/hooks/${ACCOUNT}`],
    ["more than the URL", `/hooks/${ACCOUNT}/${SECRET}/incoming/more`],
  ])("with %s is answered 404 without a hint, and nothing is stored", async (_, path) => {
    const relay = await startTestRelay();
    const { token } = await pairDevice(relay, "202");
    const client = await connect(relay, token);
    const response = await fetch(`${relay.url}${path}?${new URLSearchParams(incoming)}`);
    expect([response.status, await response.text()]).toEqual([404, "Not found\n"]);
    await sendHook(relay, "incoming", { ...incoming, UniqueCallId: "9.9" });
    await client.until("the next ring is heard", ({ events }) => events.length > 0);
    expect(client.events.map(({ event, cursor }) => [event.callId, cursor.split(":")[1]])).toEqual([["9.9", "1"]]);
  });

  it.each([
    ["without a UniqueCallId", { ...incoming, UniqueCallId: "" }, 400, /UniqueCallId is missing/],
    ["of another account", { ...incoming, AccountId: "1" }, 400, /names another account/],
    ["with an endless value", { ...incoming, ANumber: "1".repeat(300) }, 400, /anumber is longer than 64/],
    ["of a local number that is none", { ...incoming, EmployeeLocalNumber: "2".repeat(21) }, 400, /longer than 20/],
  ])("%s is refused with a clear text", async (_, parameters, status, text) => {
    const relay = await startTestRelay();
    const response = await sendHook(relay, "incoming", parameters);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(text);
  });

  it("over 16 KiB is answered 413, whether it says its length or not", async () => {
    const relay = await startTestRelay();
    const long = `UniqueCallId=1.1&x=${"y".repeat(17_000)}`;
    const said = await fetch(hookUrls(relay).incoming, { method: "POST", body: long });
    expect([said.status, await said.text()]).toEqual([413, "A hook's parameters are at most 16384 bytes.\n"]);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(long));
        controller.close();
      },
    });
    const unsaid = await fetch(hookUrls(relay).incoming, {
      method: "POST",
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect(unsaid.status).toBe(413);
  });

  it("of two calls whose ids are numbers in JSON, 1.1 and 1.10, tells of two calls", async () => {
    const relay = await startTestRelay();
    const client = await connect(relay, (await pairDevice(relay, "202")).token);
    for (const body of [
      '{"UniqueCallId": 1.1, "EmployeeLocalNumber": 202}',
      '{"UniqueCallId": 1.10, "EmployeeLocalNumber": 202}',
    ]) {
      await fetch(hookUrls(relay).incoming, { method: "POST", headers: { "Content-Type": "application/json" }, body });
    }
    await client.until("both are heard", ({ events }) => events.length === 2);
    expect(client.events.map(({ event }) => event.callId)).toEqual(["1.1", "1.10"]);
  });

  it("with a body that cannot be read, or another method, is told so", async () => {
    const relay = await startTestRelay();
    const broken = await fetch(hookUrls(relay).incoming, { method: "POST", body: '{"UniqueCallId":' });
    expect([broken.status, await broken.text()]).toEqual([400, "The body cannot be read as form, JSON or XML.\n"]);
    expect((await fetch(hookUrls(relay).incoming, { method: "PUT" })).status).toBe(405);
  });

  it("that comes twice is answered twice and announced once; a queue's later ring is no repetition", async () => {
    let time = Date.UTC(2026, 10, 23, 9, 0, 0);
    const relay = await startTestRelay({ now: () => time });
    const { token } = await pairDevice(relay, "202");
    const client = await connect(relay, token);
    await sendHook(relay, "incoming", incoming);
    time += 2_000;
    expect((await sendHook(relay, "incoming", incoming)).status).toBe(200);
    time += 20_000;
    await sendHook(relay, "incoming", incoming);
    await sendHook(relay, "answered", { UniqueCallId: "1.9", EmployeeLocalNumber: "202" });
    await client.until("the answer is heard", ({ events }) => events.some(({ event }) => event.kind === "answered"));
    expect(client.events.map(({ event }) => event.kind)).toEqual(["incoming", "incoming", "answered"]);
  });
});

describe("whose event it is", () => {
  it("a ring group's answer goes to all whom it rang at, and says by whom", async () => {
    const simulator = await startSimulator();
    onTestFinished(() => simulator.close());
    const relay = await startTestRelay({ flexfone: simulator.employeeApiUrl });
    const clients = await Promise.all(
      ["202", "203", "204"].map(async (employee) => await connect(relay, (await pairDevice(relay, employee)).token)),
    );
    for (const [employee, phone] of [
      ["202", "200000"],
      ["203", "200010"],
    ] as const) {
      await sendHook(relay, "incoming", { ...incoming, EmployeeLocalNumber: employee, Calledphone: phone });
    }
    await sendHook(relay, "answered", { UniqueCallId: "12434346.4567", EmployeeLocalNumber: "203" });
    const [first, second, third] = clients;
    await first?.until("the answer is heard", ({ events }) => events.length === 2);
    await second?.until("the answer is heard", ({ events }) => events.length === 2);
    expect(first?.events[1]?.event).toMatchObject({
      kind: "answered",
      employee: "203",
      employeeName: employeeOf(simulator.company, "203").name,
      rungPhones: 2,
    });
    expect(third?.events).toEqual([]);
  });

  it("an ended that comes before anybody is known waits for the employee", async () => {
    const relay = await startTestRelay();
    const client = await connect(relay, (await pairDevice(relay, "202")).token);
    await sendHook(relay, "ended", { UniqueCallId: "12434346.4567", Duration: "60", CallDirection: "Incoming" });
    await sendHook(relay, "answered", { UniqueCallId: "12434346.4567", EmployeeLocalNumber: "202" });
    await client.until("both are heard", ({ events }) => events.length === 2);
    expect(client.events.map(({ event }) => event.kind)).toEqual(["answered", "ended"]);
  });

  it("legs with ids of their own are one call where they rang together, or where an answer links them", async () => {
    const relay = await startTestRelay();
    const client = await connect(relay, (await pairDevice(relay, "202")).token);
    await sendHook(relay, "incoming", { ...incoming, UniqueCallId: "1.1" });
    await sendHook(relay, "incoming", {
      ...incoming,
      UniqueCallId: "1.2",
      EmployeeLocalNumber: "203",
      Calledphone: "200010",
    });
    await sendHook(relay, "answered", { UniqueCallId: "1.3", LinkedUniqueCallId: "1.2", EmployeeLocalNumber: "203" });
    await client.until("the answer is heard", ({ events }) => events.length === 2);
    expect(client.events[1]?.event.relatedCallIds.sort()).toEqual(["1.1", "1.2"]);
  });

  it("is the same after a restart in the middle of the call", async () => {
    const dataDir = temporaryFolder();
    const first = await startTestRelay({ dataDir });
    const { token } = await pairDevice(first, "202");
    await sendHook(first, "incoming", incoming);
    await first.close();
    const second = await startTestRelay({ dataDir });
    const client = await connect(second, token);
    await sendHook(second, "ended", { UniqueCallId: "12434346.4567", Duration: "5" });
    await client.until("the end is heard", ({ events }) => events.length === 1);
    expect(client.events[0]?.event).toMatchObject({ kind: "ended", durationSeconds: 5 });
  });
});
