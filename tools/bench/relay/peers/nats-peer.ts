import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { programVersion } from "../../report/machine.ts";
import { PinnedProcess } from "../servers/pinned-process.ts";
import { freePort, LOOPBACK, untilAccepting } from "../servers/ports.ts";
import type { Peer } from "./peer.ts";

const PROGRAM = "nats-server";
const SERVER_CORE = 0;

export const natsPeer: Peer = {
  name: "NATS JetStream",
  durable: "file storage; synced before the answer from 2.10 on (sync_interval: always), every 2 minutes before",
  resumes: "yes, by sequence",
  lacks: "No device tokens, no correlation; dedupe only by a message id. Published to over one connection.",
  find() {
    const version = programVersion(PROGRAM, "--version");
    return version === undefined ? { missing: "apt-get install nats-server" } : { version };
  },
  async start(parent, messageBytes) {
    const folder = join(parent, "nats");
    mkdirSync(folder, { recursive: true });
    const port = await freePort();
    const webSocketPort = await freePort();
    const configFile = join(folder, "nats.conf");
    const config = (sync: string) => `
      listen: "${LOOPBACK}:${port}"
      max_connections: 40000
      websocket { listen: "${LOOPBACK}:${webSocketPort}", no_tls: true }
      jetstream { store_dir: "${folder}", max_file: 20GB ${sync} }
    `;
    writeFileSync(configFile, config("\n sync_interval: always"));
    if (!isAccepted(configFile)) writeFileSync(configFile, config(""));
    const server = new PinnedProcess({
      core: SERVER_CORE,
      command: PROGRAM,
      args: ["-c", configFile],
      logFile: join(folder, "nats.log"),
    });
    await untilAccepting(server, port);
    await untilAccepting(server, webSocketPort);
    return {
      name: this.name,
      target: { kind: "nats", host: LOOPBACK, port, webSocketPort, messageBytes },
      pids: () => [server.pid],
      stop: () => server.stop(),
    };
  },
};

/** Older servers do not know `sync_interval`. */
function isAccepted(configFile: string): boolean {
  try {
    execFileSync(PROGRAM, ["-t", "-c", configFile], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
