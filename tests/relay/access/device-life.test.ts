import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ExtensionWatch } from "../../../relay/auth/extension-watch.ts";
import { Pairing } from "../../../relay/auth/pairing.ts";
import { LocalFanOut } from "../../../relay/fan-out/local-fan-out.ts";
import { createLogger } from "../../../relay/logger.ts";
import { openDatabase } from "../../../relay/storage/sqlite/open-database.ts";
import { SqliteDeviceStore } from "../../../relay/storage/sqlite/sqlite-device-store.ts";
import type { Employee } from "../../../shared/flexfone/types.ts";
import { relayCloseCodes } from "../../../shared/relay-protocol/stream.ts";
import { startSimulator } from "../../../tools/simulator/simulator.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { ACCOUNT, connect, pairDevice, StreamClient, startTestRelay } from "../relay-fixture.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const employee = (localNumber: string, name: string, email?: string): Employee => ({
  localNumber,
  name,
  phoneNumbers: [],
  phones: [],
  info: [],
  departments: [],
  ...(email === undefined ? {} : { email }),
});
const mette = employee("202", "Mette Sørensen", "mette@nordlys.example");
const jonas = employee("203", "Jonas Bjerregaard", "jonas@nordlys.example");

describe("a device that is not used", () => {
  it("expires, and use keeps it", async () => {
    let time = Date.now();
    const options = { now: () => time, dataDir: join(temporaryFolder(), "data") };
    let relay = await startTestRelay(options);
    const [{ token: used }, { token: unused }] = [await pairDevice(relay, "202"), await pairDevice(relay, "203")];
    for (let month = 0; month < 4; month += 1) {
      time += 30 * DAY_MS;
      await connect(relay, used);
      // What it noted in memory is stored once a minute, and when it stops.
      await relay.close();
      relay = await startTestRelay(options);
    }
    await new StreamClient(relay, unused).until("it is refused", ({ refused }) => refused === 401);
    await connect(relay, used);
  });
});

describe("an extension that is reused", () => {
  async function setUp() {
    let time = Date.now();
    const database = openDatabase(`${temporaryFolder()}/relay.db`);
    const store = new SqliteDeviceStore(database);
    const fanOut = new LocalFanOut();
    const shutOut: string[] = [];
    fanOut.listen((announcement) => {
      if (announcement.type === "shut-out") shutOut.push(...announcement.deviceIds);
    });
    const watch = new ExtensionWatch({ store, fanOut, logger: createLogger("silent"), now: () => time });
    const pairing = new Pairing(store, () => time, { deviceExpiryDays: 90 });
    const { code } = await pairing.invite(ACCOUNT, "202", DAY_MS);
    const token = "t".repeat(43);
    const device = await pairing.redeem(code, token, { name: "pc-17", platform: "linux" });
    if (device === undefined) throw new Error("The code was not taken.");
    await pairing.rememberHolder(device, { name: "Mette Sørensen", email: "mette@nordlys.example" });
    const lists = async (...all: (readonly Employee[])[]) => {
      for (const list of all) {
        time += 2 * MINUTE_MS;
        await watch.look(ACCOUNT, list);
      }
    };
    const state = async () => (await pairing.authenticate(token)).ok || (await store.devices())[0]?.suspendedWhy;
    return { lists, state, shutOut };
  }

  it("suspends its devices when it is gone from two lists", async () => {
    const { lists, state, shutOut } = await setUp();
    await lists([mette, jonas], [jonas]);
    expect(await state()).toBe(true);
    await lists([jonas]);
    expect(await state()).toBe("extension-gone");
    expect(shutOut).toHaveLength(1);
  });

  it("suspends them when it has another's e-mail, or another's name where there is no e-mail", async () => {
    const other = await setUp();
    await other.lists([{ ...jonas, localNumber: "202" }], [{ ...jonas, localNumber: "202" }]);
    expect(await other.state()).toBe("extension-reassigned");
    const nameless = await setUp();
    await nameless.lists([employee("202", "Jonas")], [employee("202", "Jonas")]);
    expect(await nameless.state()).toBe("extension-reassigned");
  });

  it("does nothing for one odd list, an empty one, or an employee who changed his name or the case of his e-mail", async () => {
    const { lists, state, shutOut } = await setUp();
    const married = employee("202", "Mette Holm", "METTE@nordlys.example");
    await lists([jonas], [mette], [jonas], [mette], [], [], [married], [married], [married]);
    expect(await state()).toBe(true);
    expect(shutOut).toEqual([]);
  });

  it("closes the stream, and says so to who asks with its token", async () => {
    const simulator = await startSimulator();
    let time = Date.now();
    const relay = await startTestRelay({ flexfone: simulator.employeeApiUrl, now: () => time });
    const { token } = await pairDevice(relay, "202");
    const client = await connect(relay, token);
    const { token: asks } = await pairDevice(relay, "203");
    const list = () =>
      fetch(`${relay.url}/v1/flexfone/employee`, { headers: { Authorization: `Bearer ${asks}` } }).then((answer) =>
        answer.arrayBuffer(),
      );
    const holder = simulator.company.employees.find(({ localNumber }) => localNumber === "202");
    if (holder === undefined) throw new Error("no employee");
    Object.assign(holder, { name: "Ny Mand", email: "ny.mand@nordlys-energi.example" });
    for (let n = 0; n < 2; n += 1) {
      time += 2 * MINUTE_MS;
      await list();
    }
    await client.until("it is closed", ({ closed }) => closed?.code === relayCloseCodes.suspended);
    const again = await fetch(`${relay.url}/v1/flexfone/Callflow`, { headers: { Authorization: `Bearer ${token}` } });
    expect([again.status, await again.text()]).toEqual([401, expect.stringContaining("token-suspended")]);
    await new StreamClient(relay, token).until("it is refused", ({ refused }) => refused === 401);
    const devices = new Map((await relay.devices()).map((device) => [device.employee, device]));
    expect(devices.get("202")?.suspendedWhy).toBe("extension-reassigned");
    expect(devices.get("203")?.suspendedAt).toBeUndefined();
    await simulator.close();
  });
});
