import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { accountAuthorization, createFlexfoneClient } from "../../../shared/flexfone/client.ts";
import { makeCall } from "../../../shared/flexfone/make-call.ts";
import { startSimulator } from "../../../tools/simulator/simulator.ts";

const HASH = "TheApiPasswordOfTheAccount";

interface Asked {
  method: string;
  url: string;
  contentType: string;
  body: string;
}

/** A PBX that answers as a test says, on a free port. */
async function startPbx(answer: (request: Asked, response: ServerResponse, count: number) => void) {
  const asked: Asked[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const one = {
      method: request.method ?? "",
      url: request.url ?? "",
      contentType: request.headers["content-type"] ?? "",
      body,
    };
    asked.push(one);
    answer(one, response, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  const client = createFlexfoneClient({
    baseUrl: url,
    authorize: accountAuthorization("4711", HASH),
    fetch,
    timeoutMs: 300,
    retryAfterMs: [1, 1],
    wait: async () => {},
  });
  return { url, asked, client };
}

const pbxSaying = (body: string | Buffer, status = 200, type = "application/json") =>
  startPbx((_request, response) => response.writeHead(status, { "Content-Type": type }).end(body));

describe("employees, as PBXs write them", () => {
  const mette = {
    localNumber: "202",
    name: "Mette Sørensen",
    phones: [{ localNumber: "200000", name: "Bordtelefon" }],
  };

  it.each([
    [
      "the guide's names",
      { Localnumber: 202, Name: "Mette Sørensen", Phones: [{ LocalNumber: 200000, Name: "Bordtelefon" }] },
    ],
    [
      "other cases",
      { LOCALNUMBER: "202", name: "Mette Sørensen", phones: [{ localNumber: "200000", NAME: "Bordtelefon" }] },
    ],
    [
      "singular",
      { LocalNumber: "202", Name: "Mette Sørensen", Phone: [{ LocalNumber: "200000", Name: "Bordtelefon" }] },
    ],
    [
      "one object for a list",
      { LocalNumber: "202", Name: "Mette Sørensen", Phones: { LocalNumber: "200000", Name: "Bordtelefon" } },
    ],
    [
      "empty, null and unknown fields",
      {
        LocalNumber: "202",
        Name: "Mette Sørensen",
        Email: "",
        Info: null,
        Department: [],
        New: { a: 1 },
        Phones: [{ LocalNumber: 200000, Name: "Bordtelefon", MAC: "" }, {}],
      },
    ],
  ])("JSON with %s", async (_, employee) => {
    for (const body of [JSON.stringify([employee]), JSON.stringify(employee), `\uFEFF${JSON.stringify([employee])}`]) {
      const { client } = await pbxSaying(body);
      expect(await client.employees()).toMatchObject({ ok: true, value: [mette] });
    }
  });

  it.each([
    ["nested lists", "<Phones><Phone><LocalNumber>200000</LocalNumber><Name>Bordtelefon</Name></Phone></Phones>"],
    ["repeated elements", "<Phones><LocalNumber>200000</LocalNumber><Name>Bordtelefon</Name></Phones>"],
  ])("XML with %s", async (_, phones) => {
    const one = `<Employee><Localnumber>202</Localnumber><Name>Mette Sørensen</Name>${phones}<Email/></Employee>`;
    const body = `<?xml version="1.0"?><ArrayOfEmployee xmlns="http://x" xmlns:i="http://y">${one}</ArrayOfEmployee>`;
    const { client } = await pbxSaying(body, 200, "application/xml");
    expect(await client.employees()).toMatchObject({ ok: true, value: [mette] });
  });

  it("keeps leading zeros and plus signs", async () => {
    const xml =
      "<A><E><LocalNumber>0202</LocalNumber><PhoneNumbers><P><Number>+4586515151</Number></P></PhoneNumbers></E></A>";
    const { client } = await pbxSaying(xml, 200, "text/xml");
    expect(await client.employees()).toMatchObject({
      ok: true,
      value: [{ localNumber: "0202", phoneNumbers: [{ number: "+4586515151" }] }],
    });
  });

  it.each([
    ["declared", "application/json; charset=iso-8859-1"],
    ["not declared", "application/json"],
  ])("reads Danish letters in ISO-8859-1, %s", async (_, type) => {
    const body = Buffer.from(JSON.stringify([{ LocalNumber: "202", Name: "Mette Sørensen" }]), "latin1");
    const { client } = await pbxSaying(body, 200, type);
    expect(await client.employees()).toMatchObject({ ok: true, value: [{ name: "Mette Sørensen" }] });
  });

  it("reads ten thousand, the same in both formats", async () => {
    const numbers = Array.from({ length: 10_000 }, (_, n) => n + 1);
    const json = JSON.stringify(numbers.map((n) => ({ LocalNumber: n, Name: `Søren & Søn ${n}` })));
    // Each with references, which a parser's guard against floods of them must let through.
    const xml = numbers.map((n) => `<E><LocalNumber>${n}</LocalNumber><Name>S&#248;ren &amp; S&#xF8;n ${n}</Name></E>`);
    const [fromJson, fromXml] = await Promise.all(
      [json, `<ArrayOfE>${xml.join("")}</ArrayOfE>`].map(async (body) => (await pbxSaying(body)).client.employees()),
    );
    expect(fromJson?.ok && fromJson.value.length).toBe(10_000);
    expect(fromJson?.ok && fromJson.value.at(-1)).toMatchObject({ localNumber: "10000", name: "Søren & Søn 10000" });
    expect(fromXml).toEqual(fromJson);
  });

  it.each(["[]", "null", "<ArrayOfEmployee/>"])("%j is nobody", async (body) => {
    const { client } = await pbxSaying(body);
    expect(await client.employees()).toEqual({ ok: true, value: [] });
  });
});

describe("what goes wrong has a kind", () => {
  it.each([
    [401, "{}", "credentials"],
    [403, "{}", "not-allowed"],
    [404, "{}", "refused"],
    [429, "{}", "too-many"],
    [429, '{"error": {"code": "too-many", "message": "Too many requests. Try again in 6 s."}}', "too-many"],
    [500, "oops", "unreachable"],
    [504, "", "timeout"],
    [200, "<!DOCTYPE html><html><body>Login</body></html>", "not-understood"],
    [200, '[{"LocalNumber": 2', "not-understood"],
    [200, "<A><E><LocalNumber>2", "not-understood"],
    [200, '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "not-understood"],
    [200, '[{"Something": "else"}]', "not-understood"],
    [200, '{"Success": false, "Message": "Kontoen er spærret"}', "refused"],
  ])("%i %j → %s", async (status, body, kind) => {
    const { client } = await pbxSaying(body, status);
    const answer = await client.employees();
    expect(answer).toMatchObject({ ok: false, error: { kind } });
    expect(JSON.stringify(answer)).not.toContain(HASH);
  });

  it("a slow PBX, a cut connection, nobody there", async () => {
    const slow = await startPbx(() => {});
    expect(await slow.client.callFlows()).toMatchObject({ ok: false, error: { kind: "timeout" } });
    const cut = await startPbx((_request, response) => response.socket?.destroy());
    expect(await cut.client.callFlows()).toMatchObject({ ok: false, error: { kind: "unreachable" } });
  });

  it("an address that sends elsewhere is not followed, with what it would take along", async () => {
    const elsewhere = await pbxSaying("[]");
    const { client } = await startPbx((request, response) =>
      response.writeHead(307, { Location: new URL(request.url, elsewhere.url).href }).end(),
    );
    expect(await client.employees()).toMatchObject({ ok: false, error: { kind: "unreachable" } });
    expect(await client.validateUser("mette", "TopSecret")).toMatchObject({ ok: false });
    expect(elsewhere.asked).toEqual([]);
  });

  it("an employee whom the PBX does not have", async () => {
    for (const body of ["[]", '[{"LocalNumber": 203, "Name": "Lars"}]']) {
      const { client } = await pbxSaying(body);
      expect(await client.employee("202")).toEqual({
        ok: false,
        error: { kind: "refused", message: "there is no such employee" },
      });
    }
  });

  it("a GET is tried again, a POST never", async () => {
    const passing = await startPbx((_request, response, count) => response.writeHead(count < 3 ? 503 : 200).end("[]"));
    expect(await passing.client.employees()).toEqual({ ok: true, value: [] });
    expect(passing.asked).toHaveLength(3);
    const failing = await startPbx((_request, response) => response.writeHead(503).end());
    expect(await failing.client.setCallFlowState("6001", true)).toMatchObject({ ok: false });
    expect(failing.asked).toHaveLength(1);
  });

  it("Success: false with HTTP 200 is a failure, with the PBX's words", async () => {
    const { client, asked } = await pbxSaying('{"Success":false,"Message":"Kaldsflowet er låst"}');
    expect(await client.setCallFlowState("6001", true)).toEqual({
      ok: false,
      error: { kind: "refused", message: "Kaldsflowet er låst" },
    });
    expect(asked[0]).toMatchObject({
      method: "POST",
      url: `/api/Callflow/SetCallFlowState?localnumber=6001&active=true&account=4711&hash=${HASH}`,
    });
  });
});

describe("MakeCall", () => {
  const request = { device: "200000", callee: "86515151", username: "flexfone@flexfone.dk", password: "Top<&>Secret" };

  it("is the guide's JSON, or its XML", async () => {
    const { url, asked } = await pbxSaying('{"Success":true}');
    expect(await makeCall({ url: `${url}MakeCall`, fetch }, request)).toEqual({ ok: true, value: undefined });
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual({
      Device: "200000",
      Callee: "86515151",
      Username: "flexfone@flexfone.dk",
      Password: "Top<&>Secret",
    });
    await makeCall({ url: `${url}MakeCall`, fetch, format: "xml" }, { ...request, device: "" });
    expect(asked[1]?.body).toBe(
      '<Call xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/MyFone_API.Models">' +
        "<Password>Top&lt;&amp;&gt;Secret</Password><Username>flexfone@flexfone.dk</Username><Callee>86515151</Callee><Device></Device></Call>",
    );
  });

  it("sends no password over plain http to another machine", async () => {
    let sent = false;
    const spy: typeof fetch = async () => {
      sent = true;
      return new Response("{}");
    };
    const answer = await makeCall({ url: "http://api.myfone.dk/api/MakeCall", fetch: spy }, request);
    expect(answer).toMatchObject({ ok: false, error: { kind: "insecure" } });
    expect(sent).toBe(false);
    await makeCall({ url: "http://api.myfone.dk/api/MakeCall", fetch: spy, allowInsecure: true }, request);
    expect(sent).toBe(true);
  });
});

describe("ValidateUser", () => {
  it.each([
    ['{"Success":true}', { ok: true, value: true }],
    ['{"Success":"True","Message":null}', { ok: true, value: true }],
    ["true", { ok: true, value: true }],
    ['{"Success":false,"Message":"Forkert"}', { ok: true, value: false }],
    ["<Result><Success>false</Success></Result>", { ok: true, value: false }],
    // Nothing is taken for a yes.
    ["{}", { ok: false, error: { kind: "not-understood", message: expect.any(String) } }],
    ['{"Message":"OK"}', { ok: false, error: { kind: "not-understood", message: expect.any(String) } }],
    ["[]", { ok: false, error: { kind: "not-understood", message: expect.any(String) } }],
    ['"constructor"', { ok: false, error: { kind: "not-understood", message: expect.any(String) } }],
  ])("that answers %s", async (body, expected) => {
    const client = createFlexfoneClient({
      baseUrl: "https://pbx.example/api/",
      authorize: (request) => request,
      fetch: async () => new Response(body),
    });
    expect(await client.validateUser("mette", "TopSecret")).toEqual(expected);
  });

  it("sends no password over plain http to another machine", async () => {
    let sent = false;
    const client = createFlexfoneClient({
      baseUrl: "http://public.sippeer.dk/api/",
      authorize: (request) => request,
      fetch: async () => {
        sent = true;
        return new Response('{"Success":true}');
      },
    });
    expect(await client.validateUser("mette", "TopSecret")).toMatchObject({ ok: false, error: { kind: "insecure" } });
    expect(sent).toBe(false);
  });
});

it("the simulated PBX says the same in JSON and in XML", async () => {
  const simulator = await startSimulator();
  onTestFinished(() => simulator.close());
  const { accountId, hash } = simulator.company;
  const answers = await Promise.all(
    (["json", "xml"] as const).map(async (format) => {
      const authorize = accountAuthorization(accountId, hash);
      const client = createFlexfoneClient({ baseUrl: simulator.employeeApiUrl, authorize, fetch, format });
      return [await client.employees(), await client.employee("202"), await client.callFlows()];
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.every((answer) => answer.ok)).toBe(true);
  expect(answers[0]?.[1]).toMatchObject({ ok: true, value: { localNumber: "202", name: "Mette Sørensen" } });
});

describe("a PBX that asks for patience", () => {
  it.each([
    [429, "2", 3, 2_000],
    [503, "1", 3, 1_000],
    [503, "Mon, 23 Nov 2026 10:00:03 GMT", 3, 3_000],
    [429, "Mon, 23 Nov 2026 11:00:00 GMT", 1, undefined],
    [429, "60", 1, undefined],
    [429, "soon", 1, undefined],
  ])("with %i and Retry-After %s is asked %i times", async (status, retryAfter, times, waited) => {
    const waits: number[] = [];
    const { url, asked } = await startPbx((_request, response) =>
      response.writeHead(status, { "Retry-After": retryAfter, Date: "Mon, 23 Nov 2026 10:00:00 GMT" }).end("{}"),
    );
    const client = createFlexfoneClient({
      baseUrl: url,
      authorize: accountAuthorization("4711", HASH),
      fetch,
      retryAfterMs: [1, 1],
      wait: async (milliseconds) => void waits.push(milliseconds),
    });
    expect((await client.employees()).ok).toBe(false);
    expect(asked).toHaveLength(times);
    expect(waits).toEqual(waited === undefined ? [] : [waited, waited]);
  });
});

it("an answer that does not end is not read to its end, and one that is cancelled is let go", async () => {
  const endless = await startPbx((_request, response) => {
    response.writeHead(200);
    const more = () => {
      if (!response.destroyed) response.write("[".repeat(1_000_000), more);
    };
    more();
  });
  const patient = createFlexfoneClient({ baseUrl: endless.url, authorize: (one) => one, fetch, timeoutMs: 20_000 });
  expect(await patient.employees()).toMatchObject({ ok: false, error: { message: "the answer is too large" } });
  const controller = new AbortController();
  const silent = await startPbx(() => controller.abort());
  expect((await silent.client.employees(controller.signal)).ok).toBe(false);
  expect(silent.asked).toHaveLength(1);
});

it("an answer that stops half way is given up in time, also where the way of fetching does not end it", async () => {
  let letGo = false;
  const half = new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(new TextEncoder().encode('[{"LocalNumber": 2')),
    cancel: () => {
      letGo = true;
    },
  });
  const client = createFlexfoneClient({
    baseUrl: "https://pbx.example/api/",
    authorize: (one) => one,
    fetch: async () => new Response(half),
    timeoutMs: 50,
  });
  expect(await client.employees()).toMatchObject({ ok: false, error: { kind: "timeout" } });
  expect(letGo).toBe(true);
});

it("who cancels between two tries is not kept waiting, and nothing more is asked", async () => {
  const controller = new AbortController();
  const { url, asked } = await startPbx((_request, response) => response.writeHead(503).end());
  const client = createFlexfoneClient({
    baseUrl: url,
    authorize: (one) => one,
    fetch,
    wait: () => {
      controller.abort();
      return new Promise(() => {});
    },
  });
  expect(await client.employees(controller.signal)).toEqual({
    ok: false,
    error: { kind: "unreachable", message: "the request was cancelled" },
  });
  expect(asked).toHaveLength(1);
});
