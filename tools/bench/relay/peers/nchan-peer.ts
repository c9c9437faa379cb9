import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { programVersion } from "../../report/machine.ts";
import { PinnedProcess } from "../servers/pinned-process.ts";
import { freePort, LOOPBACK, untilAccepting } from "../servers/ports.ts";
import { childrenOf } from "../servers/process-figures.ts";
import type { Peer } from "./peer.ts";

const NGINX = "/usr/sbin/nginx";
const MODULE = "/usr/lib/nginx/modules/ngx_nchan_module.so";
const REDIS = "redis-server";
const SERVER_CORE = 0;

export const nchanPeer: Peer = nchan({
  name: "Nchan, memory",
  withRedis: false,
  durable: "no: in memory",
  resumes: "yes, from memory, not over a restart",
});

export const nchanRedisPeer: Peer = nchan({
  name: "Nchan, Redis",
  withRedis: true,
  durable: "Redis with appendfsync always; whether Nchan answers before Redis has synced is not documented",
  resumes: "yes, from Redis",
});

function nchan(options: { name: string; withRedis: boolean; durable: string; resumes: string }): Peer {
  const { name, withRedis, durable, resumes } = options;
  return {
    name,
    durable,
    resumes,
    lacks: "No device tokens, no correlation, no dedupe.",
    find() {
      const nginx = existsSync(NGINX) ? programVersion(NGINX, "-v") : undefined;
      const redis = withRedis ? programVersion(REDIS, "--version") : "";
      if (nginx === undefined || !existsSync(MODULE)) return { missing: "apt-get install nginx libnginx-mod-nchan" };
      if (redis === undefined) return { missing: "apt-get install redis-server" };
      return { version: [nginx.replace("nginx version: ", ""), redis].filter(Boolean).join("; ") };
    },
    async start(parent, messageBytes) {
      const folder = join(parent, withRedis ? "nchan-redis" : "nchan");
      mkdirSync(folder, { recursive: true });
      const redis = withRedis ? await startRedis(folder) : undefined;
      const port = await freePort();
      const configFile = join(folder, "nginx.conf");
      writeFileSync(configFile, nginxConfig(folder, port, redis?.port));
      const server = new PinnedProcess({
        core: SERVER_CORE,
        command: NGINX,
        args: ["-c", configFile, "-p", folder],
        logFile: join(folder, "nginx.log"),
      });
      await untilAccepting(server, port);
      const processes = [server, ...(redis === undefined ? [] : [redis.process])];
      return {
        name,
        target: { kind: "nchan", host: LOOPBACK, port, messageBytes },
        pids: () => processes.flatMap(({ pid }) => [pid, ...childrenOf(pid)]),
        stop: async () => {
          for (const process of processes) await process.stop();
        },
      };
    },
  };
}

async function startRedis(folder: string): Promise<{ port: number; process: PinnedProcess }> {
  const port = await freePort();
  const args = ["--port", String(port), "--bind", LOOPBACK, "--dir", folder, "--save", ""];
  const process = new PinnedProcess({
    core: SERVER_CORE,
    command: REDIS,
    args: [...args, "--appendonly", "yes", "--appendfsync", "always"],
    logFile: join(folder, "redis.log"),
  });
  await untilAccepting(process, port);
  return { port, process };
}

function nginxConfig(folder: string, port: number, redisPort: number | undefined): string {
  const redis =
    redisPort === undefined ? "" : `nchan_use_redis on; nchan_redis_url "redis://${LOOPBACK}:${redisPort}";`;
  return `
load_module ${MODULE};
user ${userInfo().username};
daemon off;
worker_processes 1;
worker_rlimit_nofile 40000;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 30000; }
http {
  access_log off;
  nchan_shared_memory_size 1024M;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen ${LOOPBACK}:${port};
    keepalive_requests 1000000000;
    keepalive_timeout 600s;
    location ~ ^/publish/(\\d+)$ {
      nchan_publisher;
      nchan_channel_id $1;
      nchan_message_buffer_length 100;
      nchan_message_timeout 10m;
      ${redis}
    }
    location ~ ^/subscribe/(\\d+)$ {
      nchan_subscriber websocket;
      nchan_channel_id $1;
      nchan_subscriber_first_message newest;
      ${redis}
    }
  }
}
`;
}
