import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { nordlysEnergi } from "../../tools/simulator/company/nordlys-energi.ts";
import type { Simulator } from "../../tools/simulator/simulator.ts";
import { credentials, startFixture } from "./fixture.ts";

const XML = { "Content-Type": "application/xml" };

function ask(simulator: Simulator, method: string, init: RequestInit = {}, more = ""): Promise<Response> {
  return fetch(`${simulator.employeeApiUrl}${method}?${credentials(simulator.company)}${more}`, init);
}

describe("employee", () => {
  it("lists all employees as JSON, in the names of the guide", async () => {
    const { simulator } = await startFixture();
    const response = await ask(simulator, "employee", { headers: { "Content-Type": "application/json" } });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    const employees = await response.json();
    expect(employees).toHaveLength(12);
    expect(employees[1]).toEqual({
      Localnumber: 202,
      Name: "Mette Sørensen",
      Description: "Kundeansvarlig, erhverv",
      Email: "mette.soerensen@nordlys-energi.example",
      PhoneNumbers: [{ Number: 87401202, LineName: "Mette direkte", BelongsTo: 202, GotoLocalNumber: 0 }],
      Phones: [
        { LocalNumber: 200000, Name: "Mette bordtelefon", Type: 1, MAC: "02:15:65:20:00:00", BelongsTo: 202 },
        { LocalNumber: 200001, Name: "Mette mobil", Type: 2, MAC: "02:15:65:20:00:01", BelongsTo: 202 },
      ],
      Info: [
        { Type: 1, Label: "Lokation", Value: "Aarhus" },
        { Type: 2, Label: "Sekretær", Value: "201" },
        { Type: 3, Label: "Stilling", Value: "Kundeansvarlig" },
      ],
      Department: [
        {
          Name: "Salg",
          Street: "Havnegade 12, 3. sal",
          Zipcode: "8000",
          City: "Aarhus C",
          Cvr: "40213377",
          Contact: "Jonas Bjerregaard",
          Email: "salg@nordlys-energi.example",
          Ean: "5790001234578",
          Iref: "SALG-200",
        },
      ],
    });
  });

  it("answers JSON where no Content-Type is given", async () => {
    const { simulator } = await startFixture();
    expect((await ask(simulator, "employee")).headers.get("content-type")).toMatch(/^application\/json/);
  });

  it("gives one employee by local number", async () => {
    const { simulator } = await startFixture();
    expect(await (await ask(simulator, "employee/202")).json()).toMatchObject({ Localnumber: 202 });
  });

  it.each(["application/xml", "text/xml"])("answers XML for %s", async (type) => {
    const { simulator } = await startFixture();
    const response = await ask(simulator, "employee", { headers: { "Content-Type": type } });
    expect(response.headers.get("content-type")).toMatch(/^application\/xml/);
    const { ArrayOfEmployee } = new XMLParser({ parseTagValue: false }).parse(await response.text());
    expect(ArrayOfEmployee.Employee).toHaveLength(12);
    expect(ArrayOfEmployee.Employee[1]).toMatchObject({
      Localnumber: "202",
      Phonenumber: { PhoneNumber: { Number: "87401202" } },
      Phones: { Phone: [{ LocalNumber: "200000" }, { LocalNumber: "200001" }] },
      Department: { Department: { Name: "Salg" } },
    });
  });

  it("escapes what XML needs escaped, and can repeat lists instead of nesting them", async () => {
    const { simulator } = await startFixture({ variant: { xmlLists: "repeated" } });
    const text = await (await ask(simulator, "employee/205", { headers: XML })).text();
    expect(text).toContain("Kundeservice &amp; support");
    const { Employee } = new XMLParser({ parseTagValue: false }).parse(text);
    expect(Employee.Phones.map((phone: { Name: string }) => phone.Name)).toEqual(["Sofie bordtelefon", "Sofie mobil"]);
  });

  it("writes fields that the company left empty as null", async () => {
    const { simulator } = await startFixture();
    expect(await (await ask(simulator, "employee/206")).json()).toMatchObject({ Description: null, PhoneNumbers: [] });
    expect(await (await ask(simulator, "employee/206", { headers: XML })).text()).toContain(
      '<Description i:nil="true"/>',
    );
  });
});

describe("call flows", () => {
  it("are listed with state and both goto numbers", async () => {
    const { simulator } = await startFixture();
    const flows = await (await ask(simulator, "Callflow")).json();
    expect(flows).toHaveLength(4);
    expect(flows[0]).toEqual({
      Localnumber: 6001,
      Name: "Nattjeneste",
      IsActive: false,
      ActiveGoto: 6050,
      InactiveGoto: 1500,
    });
    const xml = await (await ask(simulator, "Callflow", { headers: XML })).text();
    expect(new XMLParser().parse(xml).ArrayOfCallflow.Callflow[3]).toMatchObject({ IsActive: true });
  });

  it("are switched by POST, and the list shows it", async () => {
    const { simulator } = await startFixture();
    const set = (active: string) =>
      ask(simulator, "Callflow/SetCallFlowState", { method: "POST" }, `&localnumber=6001&active=${active}`);
    expect(await (await set("true")).json()).toEqual({ Success: true, Message: "" });
    expect(simulator.company.callFlows[0]?.active).toBe(true);
    expect((await (await ask(simulator, "Callflow")).json())[0].IsActive).toBe(true);
    await set("false");
    expect(simulator.company.callFlows[0]?.active).toBe(false);
  });

  it("answer in XML too", async () => {
    const { simulator } = await startFixture();
    const more = "&localnumber=6002&active=true";
    const response = await ask(simulator, "Callflow/SetCallFlowState", { method: "POST", headers: XML }, more);
    expect(new XMLParser().parse(await response.text()).Result.Success).toBe(true);
  });

  it("may refuse: Success is false with status 200, and nothing changes", async () => {
    const company = nordlysEnergi();
    const [flow] = company.callFlows;
    if (flow !== undefined) flow.refusesSwitching = "Kaldsflowet er låst af administratoren";
    const { simulator } = await startFixture({ company });
    const set = (localNumber: string) =>
      ask(simulator, "Callflow/SetCallFlowState", { method: "POST" }, `&localnumber=${localNumber}&active=true`);
    const response = await set("6001");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ Success: false, Message: "Kaldsflowet er låst af administratoren" });
    expect(simulator.company.callFlows[0]?.active).toBe(false);
    expect(await (await set("6999")).json()).toEqual({ Success: false, Message: "Kaldsflowet findes ikke" });
  });
});

describe("what the guide does not allow is refused with a sentence", () => {
  const set = "Callflow/SetCallFlowState";
  it.each([
    ["an unknown employee", "employee/999", {}, "", 404, /No employee/],
    ["a slash without local number", "employee/", {}, "", 400, /no "\/"/],
    ["a local number that is none", "employee/mette", {}, "", 400, /digits/],
    ["another spelling", "Employee", {}, "", 404, /spelt like this/],
    ["a method that it does not have", "MyfoneUser", { method: "POST" }, "", 404, /guide knows/],
    ["POST for a list", "employee", { method: "POST" }, "", 405, /GET, not POST/],
    ["GET for a switch", set, {}, "&localnumber=6001&active=true", 405, /POST, not GET/],
    ["a state that is none", set, { method: "POST" }, "&localnumber=6001&active=1", 400, /"true" or "false"/],
    ["a switch without state", set, { method: "POST" }, "&localnumber=6001", 400, /"active" is missing/],
    ["a parameter twice", "employee", {}, "&account=1", 400, /twice/],
    ["an unknown parameter", "employee", {}, "&localnumber=202", 400, /no query parameter/],
    ["another Content-Type", "employee", { headers: { "Content-Type": "text/plain" } }, "", 400, /application\/json/],
    [
      "a body",
      set,
      { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } },
      "&localnumber=6001&active=true",
      400,
      /body must be empty/,
    ],
  ] as const)("%s", async (_, method, init, more, status, text) => {
    const { simulator } = await startFixture();
    const response = await ask(simulator, method, init, more);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(text);
    expect(simulator.requests.at(-1)).toMatchObject({ status, refused: expect.stringMatching(text) });
    expect(simulator.company.callFlows[0]?.active).toBe(false);
  });

  it.each(["account=4711&hash=wrong", "account=1&hash=d3a0f5c29b7e4418a6c1e07f52bb9d64", "hash=x", ""])(
    "wrong credentials: %s",
    async (query) => {
      const { simulator } = await startFixture();
      const response = await fetch(`${simulator.employeeApiUrl}employee?${query}`);
      expect(response.status).toBe(401);
      expect(await response.text()).toMatch(/account or the hash/);
    },
  );

  it("a body over 16 KiB", async () => {
    const { simulator } = await startFixture();
    const response = await ask(simulator, set, { method: "POST", body: "x".repeat(17_000) });
    expect(response.status).toBe(413);
  });
});

it("remembers requests without secrets", async () => {
  const { simulator } = await startFixture();
  await ask(simulator, "Callflow/SetCallFlowState", { method: "POST" }, "&localnumber=6001&active=true");
  expect(simulator.requests).toEqual([
    {
      method: "POST",
      path: "/api/Callflow/SetCallFlowState",
      parameters: { localnumber: "6001", active: "true" },
      contentType: undefined,
      at: expect.any(Number),
      status: 200,
    },
  ]);
  expect(JSON.stringify(simulator.requests)).not.toContain(simulator.company.hash);
});

describe("faults", () => {
  it("answer in the PBX's place until they are taken back", async () => {
    const { simulator, clock } = await startFixture();
    simulator.setFault({ status: 500 });
    expect((await ask(simulator, "employee")).status).toBe(500);

    simulator.setFault({ htmlPage: true });
    const page = await ask(simulator, "employee");
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);

    simulator.setFault({ wrongJson: true });
    await expect((await ask(simulator, "employee")).json()).rejects.toThrow(SyntaxError);

    simulator.setFault({ cutConnection: true });
    await expect(ask(simulator, "employee")).rejects.toThrow();

    const before = clock.time;
    simulator.setFault({ slow: 5_000 });
    expect((await ask(simulator, "employee")).status).toBe(200);
    expect(clock.time - before).toBe(5_000);

    simulator.setFault({});
    expect((await ask(simulator, "employee")).status).toBe(200);
    expect(simulator.requests.map((request) => request.fault)).toEqual([
      "status",
      "htmlPage",
      "wrongJson",
      "cutConnection",
      undefined,
      undefined,
    ]);
  });
});
