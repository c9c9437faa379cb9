import { rmSync } from "node:fs";
import { join } from "node:path";
import { configSchema } from "../../relay/config/config.ts";
import { type Relay, startRelay } from "../../relay/relay.ts";
import { defined } from "../../shared/defined.ts";
import { employeeOf } from "../simulator/company/company.ts";
import type { Contact } from "../simulator/company/contact.ts";
import { demoContacts } from "../simulator/company/contacts.ts";
import { type Simulator, startSimulator } from "../simulator/simulator.ts";
import { prepareUserData, writeEnrolment, writeSettings } from "./prepare-user-data.ts";

/** Part of the hook URLs; the demo listens on loopback only. */
const HOOK_SECRET = "demo-hook-secret-of-the-simulated-pbx";

/** A simulated PBX, a relay that it calls, and a data folder with which the app pairs itself. */
export interface DemoWorld {
  readonly simulator: Simulator;
  readonly relay: Relay;
  /** For the app's `--user-data-dir`. */
  readonly userDataDir: string;
  readonly contacts: readonly Contact[];
  /** The employee's invitation link; used up where the app was enrolled. */
  readonly invitation: string;
  /** Stops the servers; the app should have ended before. */
  close(): Promise<void>;
  /** Deletes the folders. */
  remove(): void;
}

/**
 * @param employeeNumber whose app it is
 * @param enrol whether the app finds its pairing prepared; else it begins at its first start
 * @param minimumAppVersion the lowest that the relay says it serves
 * @throws when the demo company has no such employee
 */
export async function createDemoWorld(
  employeeNumber: string,
  enrol = true,
  minimumAppVersion?: string,
): Promise<DemoWorld> {
  const simulator = await startSimulator({ autopilot: { ringsFor: 45_000 } });
  const { company } = simulator;
  const employee = employeeOf(company, employeeNumber);
  const contacts = demoContacts();
  const userDataDir = await prepareUserData(contacts);
  const config = configSchema.parse({
    listen: { port: 0 },
    dataDir: join(userDataDir, "relay"),
    // What the relay refuses is part of what is being shown; only what it cannot do is worth a line.
    logLevel: "error",
    ...defined({ minimumAppVersion }),
    accounts: [
      {
        id: company.accountId,
        name: company.name,
        hookSecrets: [HOOK_SECRET],
        pairing: { myFoneLogin: true },
        dialling: { enabled: true },
        flexfone: { baseUrl: simulator.employeeApiUrl, account: company.accountId, hash: company.hash },
      },
    ],
  });
  const relay = await startRelay({ config });
  const hookUrl = (kind: string) => `${relay.url}/hooks/${company.accountId}/${HOOK_SECRET}/${kind}`;
  simulator.setHookUrls({
    incoming: hookUrl("incoming"),
    answered: hookUrl("answered"),
    ended: hookUrl("ended"),
    outgoing: hookUrl("outgoing"),
  });
  writeSettings(userDataDir, { employeeApiUrl: simulator.employeeApiUrl, makeCallUrl: simulator.makeCallUrl });
  const { link } = await relay.invite(company.accountId, employeeNumber);
  if (enrol) {
    writeEnrolment(userDataDir, {
      invitation: link,
      myFone: { username: employee.username, password: employee.password },
    });
  }
  return {
    simulator,
    relay,
    userDataDir,
    contacts,
    invitation: link,
    async close() {
      await simulator.close();
      await relay.close();
    },
    remove: () => rmSync(userDataDir, { recursive: true, force: true }),
  };
}
