import { createRequire } from "node:module";
import { z } from "zod";
import { startScript } from "../servers/script-server.ts";
import type { Peer } from "./peer.ts";

export const socketIoPeer: Peer = {
  name: "socket.io",
  durable: "no: in memory",
  resumes: "from memory, for 2 minutes, not over a restart",
  lacks: "Writes nothing to disk; no device tokens, no correlation, no dedupe.",
  find() {
    const require = createRequire(import.meta.url);
    const { version } = z.object({ version: z.string() }).parse(require("socket.io/package.json"));
    return { version };
  },
  start: (folder, messageBytes) => startScript("socket-io", folder, messageBytes),
};
