import { describe, expect, it } from "vitest";
import type { DirectPairing } from "../../../electron/main/ports/settings-store.ts";
import { DirectSetup } from "../../../electron/main/services/direct-setup.ts";
import { Notices } from "../../../electron/main/services/notices.ts";
import { PairingService } from "../../../electron/main/services/pairing-service.ts";
import { accountAuthorization, createFlexfoneClient } from "../../../shared/flexfone/client.ts";
import type { Employee, FlexfoneResult } from "../../../shared/flexfone/types.ts";
import { startSimulator } from "../../../tools/simulator/simulator.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeSecrets } from "../../fakes/fake-secrets.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";

const employee = (localNumber: string, name: string, department?: string): Employee => ({
  localNumber,
  name,
  phoneNumbers: [],
  phones: [{ localNumber: `9${localNumber}`, name: "Bordtelefon" }],
  info: [],
  departments: department === undefined ? [] : [{ name: department }],
});

const company = [
  employee("202", "Mette Sørensen", "Salg"),
  employee("203", "Åse Møller-Jensen", "Drift og vagt"),
  employee("2021", "Anders And", "Salg"),
];

function setUp(employees: (hash: string) => Promise<FlexfoneResult<Employee[]>> | FlexfoneResult<Employee[]>) {
  const state = freshState();
  const settings = new FakeSettings();
  const random = { fraction: () => 0.5, id: () => "id", token: () => "t".repeat(43) };
  const paired: DirectPairing[] = [];
  const unused = async () => ({ ok: false, code: "relay-unreachable", message: "" }) as const;
  const pairing = new PairingService({
    state,
    settings,
    random,
    secrets: new FakeSecrets(),
    relayApi: { previewInvitation: unused, login: unused, redeemInvitation: unused, forgetDevice: unused },
    notices: new Notices(state, random),
    logger: new SilentLogger(),
    device: { name: "pc-17", platform: "linux" },
    onPaired: (one) => void (one.kind === "direct" && paired.push(one)),
    onUnpaired: () => {},
    keepLogin: async () => {},
  });
  const setup = new DirectSetup({ state, settings, pairing, employees: async ({ hash }) => employees(hash) });
  const names = (text: string) => setup.search(text).employees.map(({ name }) => name);
  return { state, settings, pairing, setup, paired, names };
}

const known = () => ({ ok: true, value: company }) as const;

describe("use without a relay", () => {
  it("finds oneself by any beginning of names, department or number, in the order of the alphabet", async () => {
    const { setup, names, state } = setUp(known);
    expect(names("mette")).toEqual([]);
    expect(await setup.find("4711", "TheHash")).toEqual({ ok: true, value: undefined });
    expect(state.snapshot.pairingStep).toEqual({ kind: "choose", host: "pbx.example", account: "4711", employees: 3 });
    expect(JSON.stringify(state.snapshot)).not.toContain("TheHash");
    expect(names("")).toEqual(["Anders And", "Mette Sørensen", "Åse Møller-Jensen"]);
    expect(names(" SØR  met ")).toEqual(["Mette Sørensen"]);
    expect(names("jens")).toEqual(["Åse Møller-Jensen"]);
    expect(names("salg")).toEqual(["Anders And", "Mette Sørensen"]);
    expect(names("202")).toEqual(["Anders And", "Mette Sørensen"]);
    expect(names("ette")).toEqual([]);
  });

  it("shows fifty of ten thousand, and says that there are more", async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => employee(String(10_000 + n), `Jens Hansen ${n}`));
    const { setup } = setUp(() => ({ ok: true, value: many }));
    await setup.find("4711", "TheHash");
    expect(setup.search("jens")).toMatchObject({ more: true, employees: { length: 50 } });
    expect(setup.search("jens 9999")).toMatchObject({ more: false, employees: [{ localNumber: "19999" }] });
  });

  it("ends in his yes, with what he chose", async () => {
    const { setup, pairing, paired, state } = setUp(known);
    await setup.find("4711", "TheHash");
    expect(setup.choose("999")).toMatchObject({ ok: false, code: "no-such-employee" });
    expect(setup.choose("202")).toMatchObject({ ok: true });
    expect(state.snapshot).not.toHaveProperty("pairingStep");
    expect(state.snapshot.pendingPairing?.employee.phones).toEqual(["Bordtelefon"]);
    await pairing.confirm();
    expect(paired).toMatchObject([
      {
        account: { id: "4711" },
        employee: { localNumber: "202", name: "Mette Sørensen" },
        baseUrl: "https://pbx.example/api/",
      },
    ]);
    // The list and the password are forgotten with the step.
    expect(setup.search("")).toEqual({ employees: [], more: false });
  });

  it("says what is wrong, and sends no password unencrypted", async () => {
    const refused = setUp(() => ({ ok: false, error: { kind: "credentials", message: "no" } }));
    expect(await refused.setup.find("4711", "x")).toMatchObject({ code: "account-refused" });
    const away = setUp(() => ({ ok: false, error: { kind: "unreachable", message: "no" } }));
    expect(await away.setup.find("4711", "x")).toMatchObject({ code: "pbx-unreachable" });
    const empty = setUp(() => ({ ok: true, value: [] }));
    expect(await empty.setup.find("4711", "x")).toMatchObject({ code: "no-such-employee" });
    const insecure = setUp(known);
    insecure.settings.update({ employeeApiUrl: "http://pbx.example/api/" });
    expect(await insecure.setup.find("4711", "x")).toMatchObject({ code: "insecure" });
    expect(insecure.state.snapshot).not.toHaveProperty("pairingStep");
  });

  it("works with the simulated PBX", async () => {
    const simulator = await startSimulator();
    const { accountId, hash } = simulator.company;
    const client = (given: string) =>
      createFlexfoneClient({
        baseUrl: simulator.employeeApiUrl,
        authorize: accountAuthorization(accountId, given),
        fetch,
      });
    const { setup, names } = setUp((given) => client(given).employees());
    expect(await setup.find(accountId, "wrong")).toMatchObject({ ok: false, code: "account-refused" });
    expect(await setup.find(accountId, hash)).toMatchObject({ ok: true });
    expect(names("mette")).toContain("Mette Sørensen");
    await simulator.close();
  });
});
