import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contactMigrations } from "../../../electron/main/adapters/sqlite/contact-migrations.ts";
import { openDatabase } from "../../../electron/main/adapters/sqlite/open-database.ts";
import { SqliteEmployeeCache } from "../../../electron/main/adapters/sqlite/sqlite-employee-cache.ts";
import type { Pairing } from "../../../electron/main/ports/settings-store.ts";
import { ColleagueList } from "../../../electron/main/services/colleague-list.ts";
import { DirectoryService } from "../../../electron/main/services/directory-service.ts";
import { Notices } from "../../../electron/main/services/notices.ts";
import type { Employee, FlexfoneResult } from "../../../shared/flexfone/types.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";

const pairing: Pairing = {
  kind: "managed",
  relay: "https://relay.example.dk",
  deviceId: "d1",
  account: { id: "4711", name: "Nordlys" },
  employee: { localNumber: "202", name: "Mette" },
};

const employee = (localNumber: string, name: string, phones: string[] = []): Employee => ({
  localNumber,
  name,
  email: `${localNumber}@nordlys.example`,
  phoneNumbers: [{ number: `+45865151${localNumber.slice(-2)}`, lineName: "Hovednummer" }],
  phones: phones.map((phone) => ({ localNumber: phone, name: `Telefon ${phone}`, mac: "00:11:22:33:44:55" })),
  info: [{ label: "CPR", value: "010203-0405" }],
  departments: [{ name: "Salg" }],
});
const mette = employee("202", "Mette Sørensen", ["200000", "200001"]);

function setUp(folder = temporaryFolder(), breathe?: () => Promise<void>) {
  const { database } = openDatabase(join(folder, "contacts.db"), contactMigrations, new Date(0));
  const state = freshState();
  const clock = new FakeClock();
  const settings = new FakeSettings({ device: "200001" });
  const colleagues = new ColleagueList(breathe);
  const random = { fraction: () => 0.5, id: () => "id", token: () => "" };
  const pbx: { answer: FlexfoneResult<Employee[]>; asked: number } = {
    answer: { ok: true, value: [mette, employee("203", "Jonas")] },
    asked: 0,
  };
  const me: string[] = [];
  const service = new DirectoryService({
    state,
    colleagues,
    cache: new SqliteEmployeeCache(database),
    settings,
    notices: new Notices(state, random),
    clock,
    random,
    logger: new SilentLogger(),
    onMe: ({ phones }) => me.push(phones.join(" ")),
    onDirectory: () => {},
    onPhoneGone: () => me.push("phone gone"),
  });
  const api = {
    employees: async () => {
      pbx.asked += 1;
      return pbx.answer;
    },
    callFlows: async () => ({ ok: true as const, value: [] }),
    setCallFlowState: async () => ({ ok: true, value: undefined }) as const,
  };
  const start = () => service.start(pairing, api);
  return { folder, database, state, clock, settings, colleagues, pbx, me, service, start, api };
}

const unreachable = { ok: false, error: { kind: "unreachable", message: "relay cannot be reached" } } as const;

describe("the list of employees", () => {
  it("is there at the next start, before the PBX answers and while it does not", async () => {
    const first = setUp();
    await first.start();
    expect(first.colleagues.byLocalNumber("203")?.name).toBeUndefined();
    await first.service.refresh();
    const asOf = first.clock.now();
    first.service.dispose();
    first.database.close();

    const second = setUp(first.folder);
    second.pbx.answer = unreachable;
    second.clock.advance(3_600_000);
    await second.start();
    expect(second.colleagues.byLocalNumber("203")?.name).toBe("Jonas");
    expect(second.colleagues.byNumber("+4586515102")).toMatchObject([
      { employee: { name: "Mette Sørensen", departments: [{ name: "Salg" }] } },
    ]);
    expect(second.state.snapshot.identity).toMatchObject({ name: "Mette Sørensen", phones: [{}, {}], confirmed: true });
    expect(second.state.snapshot.directory).toEqual({ employees: 2, asOf });
    expect(second.me).toEqual(["200000 200001"]);
    await second.service.refresh();
    expect(second.state.snapshot.directory).toMatchObject({ employees: 2, asOf, problem: { code: "pbx-unreachable" } });
    expect(second.colleagues.byLocalNumber("203")?.name).toBe("Jonas");
  });

  it("is kept without what nobody is shown", async () => {
    const { service, start, database } = setUp();
    await start();
    await service.refresh();
    const row = JSON.stringify(database.prepare("SELECT * FROM employees").all());
    expect(row).toContain("Mette Sørensen");
    for (const gone of ["00:11:22", "CPR", "010203", "@nordlys.example"]) expect(row).not.toContain(gone);
  });

  it("is as old as whoever handed it on says", async () => {
    const { service, start, state, pbx, clock } = setUp();
    pbx.answer = { ok: true, value: [mette], ageSeconds: 7_200 };
    await start();
    await service.refresh();
    expect(state.snapshot.directory.asOf).toBe(clock.now() - 7_200_000);
  });

  it("of another account or server is not shown, and nothing is kept after signing out", async () => {
    const first = setUp();
    await first.start();
    await first.service.refresh();
    await first.service.start({ ...pairing, account: { id: "4712", name: "Sydlys" } }, first.api);
    expect(first.state.snapshot.directory).toEqual({ employees: 0 });
    first.service.stop();
    expect(first.database.prepare("SELECT count(*) AS rows FROM employees").get()).toEqual({ rows: 0 });
    expect(first.colleagues.byLocalNumber("203")?.name).toBeUndefined();
  });

  it("is asked for every quarter of an hour, and after failures ever later", async () => {
    const { service, start, pbx, clock } = setUp();
    await start();
    await service.refresh();
    const step = async (milliseconds: number) => {
      clock.advance(milliseconds);
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
      return pbx.asked;
    };
    expect(await step(15 * 60_000 - 1)).toBe(1);
    pbx.answer = unreachable;
    expect(await step(1)).toBe(2);
    expect(await step(30_000)).toBe(3);
    expect(await step(30_000)).toBe(3);
    expect(await step(30_000)).toBe(4);
    pbx.answer = { ok: true, value: [mette] };
    expect(await step(120_000)).toBe(5);
    expect(await step(14 * 60_000)).toBe(5);
    service.dispose();
    expect(await step(3_600_000)).toBe(5);
  });

  it("of ten thousand lets other work go on while it is taken over, and a newer one overtakes it", async () => {
    let breaths = 0;
    const { colleagues } = setUp(undefined, async () => {
      breaths += 1;
      if (breaths === 3) void colleagues.set([employee("300", "Ny liste")]);
    });
    const many = Array.from({ length: 10_000 }, (_, n) => employee(String(20_000 + n), `Nr. ${n}`));
    await colleagues.set(many);
    expect(breaths).toBe(3);
    expect(colleagues.byLocalNumber("20000")?.name).toBeUndefined();
    expect(colleagues.byLocalNumber("300")?.name).toBe("Ny liste");
  });
});

describe("one's own phones", () => {
  it("that come and go appear; the one that calls start from falls back to the active profile, and that is told", async () => {
    const { service, start, state, settings, pbx, me } = setUp();
    await start();
    await service.refresh();
    expect(settings.get().device).toBe("200001");
    pbx.answer = { ok: true, value: [employee("202", "Mette Sørensen", ["200000", "200007"])] };
    await service.refresh();
    expect(state.snapshot.identity?.phones.map(({ localNumber }) => localNumber)).toEqual(["200000", "200007"]);
    expect(settings.get().device).toBe("");
    expect(state.snapshot.notices).toMatchObject([
      { kind: "phone-gone", values: { phone: "Telefon 200001 (200001)" } },
    ]);
    expect(me).toContain("phone gone");
  });

  it("are left alone where the list does not hold the employee", async () => {
    const { service, start, settings, pbx } = setUp();
    pbx.answer = { ok: true, value: [employee("203", "Jonas")] };
    await start();
    await service.refresh();
    expect(settings.get().device).toBe("200001");
  });
});
