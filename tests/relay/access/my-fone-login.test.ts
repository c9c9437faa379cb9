import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import { matchLogin } from "../../../relay/auth/match-login.ts";
import { configSchema } from "../../../relay/config/config.ts";
import { createLogger } from "../../../relay/logger.ts";
import { startRelay } from "../../../relay/relay.ts";
import type { Employee } from "../../../shared/flexfone/types.ts";
import { employeeOf } from "../../../tools/simulator/company/company.ts";
import { nordlysEnergi } from "../../../tools/simulator/company/nordlys-energi.ts";
import { startSimulator } from "../../../tools/simulator/simulator.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { ACCOUNT, HASH, redemption, SECRET } from "../relay-fixture.ts";

/** The account where MyFone login is not switched on. */
const OFF = "4712";
const mette = employeeOf(nordlysEnergi(), "202");

/** Keeps what is logged. */
class Log extends Writable {
  text = "";

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

async function setUp({ trustProxy = [] as string[], company = nordlysEnergi() } = {}) {
  const simulator = await startSimulator({ company });
  const dataDir = temporaryFolder();
  const log = new Log();
  let now = 0;
  const account = (id: string, pairing: object, secret: string) => ({
    id,
    name: "Nordlys Energi A/S",
    hookSecrets: [secret],
    pairing,
    flexfone: { baseUrl: simulator.employeeApiUrl, account: ACCOUNT, hash: HASH },
  });
  const relay = await startRelay({
    config: configSchema.parse({
      listen: { port: 0 },
      operations: { listen: { port: 0 } },
      dataDir,
      trustProxy,
      accounts: [account(ACCOUNT, { myFoneLogin: true }, SECRET), account(OFF, {}, `${SECRET}-off`)],
    }),
    logger: createLogger("debug", log),
    monotonicNow: () => now,
  });
  onTestFinished(async () => {
    await relay.close();
    await simulator.close();
  });
  const login = async (body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${relay.url}/v1/pairing/login`, {
      method: "POST",
      headers,
      body: JSON.stringify({ account: ACCOUNT, username: mette.username, password: mette.password, ...body }),
    });
    const text = await response.text();
    return {
      status: response.status,
      text,
      body: JSON.parse(text) as Record<string, unknown>,
      retryAfter: response.headers.get("retry-after"),
    };
  };
  const asked = () => simulator.requests.filter(({ path }) => path === "/api/MyfoneUser/ValidateUser").length;
  return { simulator, relay, dataDir, log, login, asked, pass: (ms: number) => (now += ms) };
}

describe("a MyFone login", () => {
  it("gives an invitation for exactly that employee, with the names of his phones", async () => {
    const { relay, login } = await setUp();
    const { status, body, text } = await login({ username: ` ${mette.username.toUpperCase()} ` });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      account: { id: ACCOUNT, name: "Nordlys Energi A/S" },
      employee: { localNumber: "202", name: mette.name, phones: mette.phones.map(({ name }) => name) },
      code: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    });
    expect(text).not.toMatch(/mac/i);
    const redeem = () =>
      fetch(`${relay.url}/v1/pairing/redeem`, { method: "POST", body: redemption(String(body.code)).body });
    expect((await redeem()).status).toBe(200);
    expect((await redeem()).status).toBe(404);
    expect(await relay.devices()).toMatchObject([{ account: ACCOUNT, employee: "202" }]);
  });

  it("by the name before the @ is the same, where it is one employee's", async () => {
    const { login, simulator } = await setUp();
    const [name] = mette.username.split("@");
    const company = simulator.company.employees.find(({ localNumber }) => localNumber === "202");
    if (company !== undefined) Object.assign(company, { username: name });
    expect(await login({ username: name })).toMatchObject({ status: 200, body: { employee: { localNumber: "202" } } });
  });

  it("that is wrong, nobody's, or somebody's of another account is refused in the same words after the same questions", async () => {
    const company = nordlysEnergi();
    // A MyFone user whose address no employee of this account has.
    const stranger = company.employees.find(({ localNumber }) => localNumber === "203");
    if (stranger !== undefined) Object.assign(stranger, { email: "someone@elsewhere.example" });
    const { login, asked } = await setUp({ company });
    const answers = [
      await login({ password: "wrong" }),
      await login({ username: "nobody@nordlys-energi.example" }),
      await login({ username: stranger?.username, password: stranger?.password }),
    ];
    expect(asked()).toBe(3);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, body: { error: { code: "login-refused" } } });
  });

  it("of an address that several extensions have is sent to the administrator, but only when it is right", async () => {
    const company = nordlysEnergi();
    const other = company.employees.find(({ localNumber }) => localNumber === "203");
    if (other !== undefined) Object.assign(other, { email: mette.email });
    const { login } = await setUp({ company });
    expect(await login({})).toMatchObject({ status: 409, body: { error: { code: "login-ambiguous" } } });
    expect(await login({ password: "wrong" })).toMatchObject({ status: 401 });
  });

  it("is offered where the operator switched it on only; elsewhere it is as if there were no account", async () => {
    const { login, asked } = await setUp();
    const [off, unknown] = [await login({ account: OFF }), await login({ account: "999" })];
    expect(off).toMatchObject({ status: 404, body: { error: { code: "login-not-offered" } } });
    expect(off).toEqual(unknown);
    expect(asked()).toBe(0);
  });

  it("that the PBX cannot be asked about is no wrong login", async () => {
    const { login, simulator } = await setUp();
    await login({ password: "wrong" });
    simulator.setFault({ status: 500 });
    expect(await login({})).toMatchObject({ status: 502, body: { error: { code: "pbx-unreachable" } } });
    simulator.setFault({ htmlPage: true });
    expect(await login({})).toMatchObject({ status: 502, body: { error: { code: "pbx-not-understood" } } });
    // The list came with the same API password: the PBX speaks of the user.
    simulator.setFault({ status: 401 });
    expect(await login({})).toMatchObject({ status: 401, body: { error: { code: "login-refused" } } });
  });

  it("is not looked at when it came unencrypted to a proxy", async () => {
    const { login, asked } = await setUp({ trustProxy: ["127.0.0.1"] });
    const forwarded = (proto: string) => ({ "X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": proto });
    expect(await login({}, forwarded("http"))).toMatchObject({ status: 403, body: { error: { code: "insecure" } } });
    expect(asked()).toBe(0);
    expect((await login({}, forwarded("https"))).status).toBe(200);
  });

  it.each([{ account: "../x" }, { username: " " }, { password: "" }, { username: "x".repeat(201) }])(
    "that is junk (%j) is refused with a reason",
    async (body) => {
      const { login, asked } = await setUp();
      expect(await login(body)).toMatchObject({ status: 400 });
      expect(asked()).toBe(0);
    },
  );

  it("is tried five times for a user, and then no more for five minutes; what is right counts for nobody else", async () => {
    const { login, asked, pass } = await setUp();
    for (let n = 0; n < 5; n += 1) expect((await login({ password: `wrong ${n}` })).status).toBe(401);
    expect(await login({})).toMatchObject({ status: 429, retryAfter: "300" });
    expect(asked()).toBe(5);
    const other = employeeOf(nordlysEnergi(), "203");
    expect((await login({ username: other.username, password: other.password })).status).toBe(200);
    pass(300_000);
    expect((await login({})).status).toBe(200);
  });

  it("leaves its password nowhere: not in the log, the database, the figures or an answer", async () => {
    const { login, log, relay, dataDir, simulator } = await setUp();
    const answers = [await login({}), await login({ password: "Hemmeligt-ord-1" })];
    simulator.setFault({ status: 500 });
    answers.push(await login({ password: "Hemmeligt-ord-2" }));
    simulator.setFault({ htmlPage: true });
    answers.push(await login({ password: "Hemmeligt-ord-3" }));
    answers.push(await login({ account: OFF, password: "Hemmeligt-ord-4" }));
    answers.push(await login({ username: "", password: "Hemmeligt-ord-5" }));
    const figures = await (await fetch(`${relay.operationsUrl}/metrics`)).text();
    expect(figures).toContain('sidetone_relay_authentication_failures_total{place="pairing"}');
    await relay.close();
    const stored = readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
    expect(log.text).toContain('"outcome":"right"');
    for (const text of [log.text, figures, ...stored, ...answers.map((answer) => answer.text)]) {
      for (const secret of [mette.password, "Hemmeligt-ord", HASH]) expect(text).not.toContain(secret);
    }
    expect(log.text).not.toContain(mette.username);
  });
});

describe("whose login it is", () => {
  const employee = (localNumber: string, email?: string): Employee => ({
    localNumber,
    name: localNumber,
    phoneNumbers: [],
    phones: [],
    info: [],
    departments: [],
    ...(email === undefined ? {} : { email }),
  });
  const company = [
    employee("201", "Anna.Holm@Nordlys.example"),
    employee("202", "mette@nordlys.example"),
    employee("203", "mette@sydlys.example"),
    employee("204", "fælles@nordlys.example"),
    employee("205", "fælles@nordlys.example"),
    employee("206", "uden-snabela"),
    employee("207"),
  ];

  it.each([
    ["anna.holm@nordlys.example", ["201"]],
    [" ANNA.HOLM@NORDLYS.EXAMPLE\t", ["201"]],
    ["anna.holm", ["201"]],
    ["mette@nordlys.example", ["202"]],
    ["mette", ["202", "203"]],
    ["fælles@nordlys.example", ["204", "205"]],
    ["fælles@sydlys.example", []],
    ["uden-snabela", []],
    ["207", []],
    ["", []],
    ["@", []],
    ["@nordlys.example", []],
  ])("%j is %j", (username, expected) => {
    expect(matchLogin(company, username).map(({ localNumber }) => localNumber)).toEqual(expected);
  });
});
