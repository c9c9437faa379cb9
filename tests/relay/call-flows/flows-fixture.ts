import { join } from "node:path";
import { onTestFinished } from "vitest";
import { configSchema } from "../../../relay/config/config.ts";
import { databaseFile, type Relay, startRelay } from "../../../relay/relay.ts";
import { type CallFlowsView, callFlowsViewSchema } from "../../../shared/relay-protocol/call-flows.ts";
import { relayErrorSchema } from "../../../shared/relay-protocol/http.ts";
import { type Simulator, startSimulator } from "../../../tools/simulator/simulator.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { ACCOUNT, HASH, pairDevice, SECRET } from "../relay-fixture.ts";

/** Night service: off at the beginning. */
export const NIGHT = "6001";
export const LUNCH = "6002";
export const T0 = Date.UTC(2026, 10, 23, 13, 0, 0);

/** What an app sees and does. */
export interface FlowsClient {
  view(): Promise<CallFlowsView>;
  /** @throws where it is refused */
  change(path: "switch" | "cancel" | "undo", body: object): Promise<CallFlowsView>;
  refused(path: "switch" | "cancel" | "undo", body: object): Promise<{ status: number; code: string; message: string }>;
}

export interface Flows {
  relay: Relay;
  simulator: Simulator;
  /** The relay's database file. */
  database: string;
  /** Sets the relay's clock, Unix milliseconds. */
  setTime(time: number): void;
  as(employee: string): Promise<FlowsClient>;
  /** Stops the relay and starts it again with its data; meanwhile, this is done. */
  restart(meanwhile?: () => void): Promise<void>;
  /** Whether the simulator has the call flow switched on. */
  isOn(localNumber: string): boolean;
  /** How many times the PBX was asked. */
  asked(path: string): number;
}

/** A relay and a PBX with the demo company's call flows. */
export async function startFlows(account: object = {}): Promise<Flows> {
  let time = T0;
  const simulator = await startSimulator();
  const dataDir = join(temporaryFolder(), "data");
  const config = configSchema.parse({
    listen: { port: 0 },
    dataDir,
    logLevel: "silent",
    accounts: [
      {
        id: ACCOUNT,
        name: "Nordlys Energi A/S",
        hookSecrets: [SECRET],
        flexfone: { baseUrl: simulator.employeeApiUrl, account: ACCOUNT, hash: HASH },
        ...account,
      },
    ],
  });
  const start = () => startRelay({ config, now: () => time, timedSwitchesEveryMs: 20 });
  const flows: Flows = {
    relay: await start(),
    simulator,
    database: databaseFile(config),
    setTime: (next) => {
      time = next;
    },
    as: async (employee) => {
      const { token } = await pairDevice(flows.relay, employee);
      const ask = (path: string, body?: object) =>
        fetch(`${flows.relay.url}/v1/call-flows${path}`, {
          method: body === undefined ? "GET" : "POST",
          headers: { Authorization: `Bearer ${token}` },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
      const read = async (response: Response) => {
        const answer: unknown = await response.json();
        if (!response.ok) throw new Error(`${response.status}: ${JSON.stringify(answer)}`);
        return callFlowsViewSchema.parse(answer);
      };
      return {
        view: async () => await read(await ask("")),
        change: async (path, body) => await read(await ask(`/${path}`, body)),
        refused: async (path, body) => {
          const response = await ask(`/${path}`, body);
          return { status: response.status, ...relayErrorSchema.parse(await response.json()).error };
        },
      };
    },
    restart: async (meanwhile) => {
      await flows.relay.close();
      meanwhile?.();
      flows.relay = await start();
    },
    isOn: (localNumber) =>
      simulator.company.callFlows.find((flow) => flow.localNumber === localNumber)?.active === true,
    asked: (path) => simulator.requests.filter((request) => request.path.toLowerCase().endsWith(path)).length,
  };
  onTestFinished(async () => {
    await flows.relay.close();
    await simulator.close();
  });
  return flows;
}
