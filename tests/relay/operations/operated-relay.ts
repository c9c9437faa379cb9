import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { commands } from "../../../relay/cli/commands.ts";
import { runCli } from "../../../relay/cli/run-cli.ts";
import { loadConfig } from "../../../relay/config/load-config.ts";
import { type Relay, type RelayOptions, startRelay } from "../../../relay/relay.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { ACCOUNT, HASH, SECRET } from "../relay-fixture.ts";

/** A relay's configuration in a folder of its own, and the commands on it. */
export class OperatedRelay {
  readonly folder = temporaryFolder();
  readonly dataDir = join(this.folder, "data");
  readonly configFile = join(this.folder, "relay.config.json");

  constructor(changes: Record<string, unknown> = {}) {
    const account = {
      id: ACCOUNT,
      name: "Nordlys Energi A/S",
      hookSecrets: [SECRET],
      flexfone: { baseUrl: "http://127.0.0.1:9/api/", account: ACCOUNT, hash: HASH },
    };
    const config = {
      listen: { port: 0 },
      operations: { listen: { port: 0 } },
      publicUrl: "https://relay.example.dk",
      dataDir: this.dataDir,
      logLevel: "silent",
      accounts: [account],
      ...changes,
    };
    writeFileSync(this.configFile, JSON.stringify(config));
  }

  /** Starts it in this process; closed when the test is over. */
  async start(options: Partial<RelayOptions> = {}): Promise<Relay> {
    const relay = await startRelay({ config: loadConfig(this.configFile), ...options });
    onTestFinished(() => relay.close());
    return relay;
  }

  /** Carries out a command in this process. */
  async run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCli([...words, "--config", this.configFile], commands, {
      out: (line) => out.push(line),
      err: (line) => err.push(line),
    });
    return { code, out: out.join("\n"), err: err.join("\n") };
  }
}
