import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { programVersion } from "../../report/machine.ts";
import { PinnedProcess } from "../servers/pinned-process.ts";
import { freePort, LOOPBACK, untilAccepting } from "../servers/ports.ts";
import type { Peer } from "./peer.ts";

/** Debian puts it where only root's path looks. */
const PROGRAM = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto"].find((file) => existsSync(file)) ?? "mosquitto";
const SERVER_CORE = 0;

export const mosquittoPeer: Peer = {
  name: "Mosquitto, QoS 1",
  durable: "no: the whole store is written once a second at best, and not synced before the answer",
  resumes: "yes, from kept sessions, which live in memory",
  lacks: "No device tokens, no correlation, no dedupe. Published to over one connection.",
  find() {
    const version = programVersion(PROGRAM, "-h");
    return version === undefined ? { missing: "apt-get install mosquitto" } : { version };
  },
  async start(parent, messageBytes) {
    const folder = join(parent, "mosquitto");
    mkdirSync(folder, { recursive: true });
    const port = await freePort();
    const webSocketPort = await freePort();
    const configFile = join(folder, "mosquitto.conf");
    const config = `
user ${userInfo().username}
allow_anonymous true
persistence true
persistence_location ${folder}/
autosave_interval 1
max_queued_messages 0
max_inflight_messages 0
listener ${port} ${LOOPBACK}
listener ${webSocketPort} ${LOOPBACK}
protocol websockets
`;
    writeFileSync(configFile, config);
    const server = new PinnedProcess({
      core: SERVER_CORE,
      command: PROGRAM,
      args: ["-c", configFile],
      logFile: join(folder, "mosquitto.log"),
    });
    await untilAccepting(server, port);
    await untilAccepting(server, webSocketPort);
    return {
      name: this.name,
      target: { kind: "mosquitto", host: LOOPBACK, port, webSocketPort, messageBytes },
      pids: () => [server.pid],
      stop: () => server.stop(),
    };
  },
};
