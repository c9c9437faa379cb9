import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { onTestFinished } from "vitest";
import { installedProgram } from "../../fakes/installed-program.ts";
import { temporaryFolder } from "../../fakes/temporary-folder.ts";
import { makeCertificate } from "./certificates.ts";

/** A proxy in front of a relay, with the configuration that is shipped for it. */
export interface ProxyInFront {
  /** https, on loopback. */
  url: string;
  /** All that it has logged, wherever. */
  logs(): string;
}

/** @param relay the relay's address, http */
export async function startNginx(relay: string): Promise<ProxyInFront> {
  const folder = temporaryFolder();
  const { certFile, keyFile } = makeCertificate(folder, "localhost");
  const port = await freePort();
  const site = replaceAll(readFileSync("relay/deploy/nginx.conf", "utf8"), [
    ["server 127.0.0.1:8480;", `server ${new URL(relay).host};`],
    ["listen 443 ssl;", `listen 127.0.0.1:${port} ssl;`],
    ["listen [::]:443 ssl;", ""],
    ["/etc/letsencrypt/live/relay.example.dk/fullchain.pem", certFile],
    ["/etc/letsencrypt/live/relay.example.dk/privkey.pem", keyFile],
  ]);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${join(folder, kind)};`,
  );
  // What Debian's /etc/nginx/nginx.conf says around it, as far as it matters, for whoever runs the test.
  const config = `daemon off; master_process off; worker_processes 1; pid ${join(folder, "nginx.pid")};
error_log ${join(folder, "logs", "error.log")};
events { worker_connections 512; }
http {
${temporary.join("\n")}
access_log ${join(folder, "logs", "access.log")};
${site}
}
`;
  return await start(folder, port, config, (file) => [
    installedProgram("nginx", "nginx-light"),
    ["-p", folder, "-c", file, "-e", join(folder, "logs", "error.log")],
  ]);
}

/** @param relay the relay's address, http */
export async function startCaddy(relay: string): Promise<ProxyInFront> {
  const folder = temporaryFolder();
  const { certFile, keyFile } = makeCertificate(folder, "localhost");
  const port = await freePort();
  const config = replaceAll(readFileSync("relay/deploy/Caddyfile", "utf8"), [
    ["\tauto_https disable_redirects", "\tadmin off\n\tauto_https off"],
    ["relay.example.dk {", `https://localhost:${port}, https://127.0.0.1:${port} {`],
    ["# tls /etc/sidetone/fullchain.pem /etc/sidetone/privkey.pem", `tls ${certFile} ${keyFile}`],
    ["reverse_proxy 127.0.0.1:8480", `reverse_proxy ${new URL(relay).host}`],
  ]);
  return await start(folder, port, config, (file) => [
    installedProgram("caddy"),
    ["run", "--adapter", "caddyfile", "--config", file],
  ]);
}

async function start(
  folder: string,
  port: number,
  config: string,
  command: (file: string) => [string, string[]],
): Promise<ProxyInFront> {
  const logs = join(folder, "logs");
  mkdirSync(logs);
  const file = join(folder, "proxy.conf");
  writeFileSync(file, config);
  const [program, args] = command(file);
  const env = { PATH: process.env.PATH ?? "", HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const proxy = spawn(program, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [proxy.stdout, proxy.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const read = () =>
    said +
    readdirSync(logs)
      .map((name) => readFileSync(join(logs, name), "utf8"))
      .join("");
  onTestFinished(async () => {
    if (proxy.exitCode !== null) return;
    proxy.kill();
    await once(proxy, "exit");
  });
  await untilListening(port, proxy, read);
  return { url: `https://127.0.0.1:${port}`, logs: read };
}

async function untilListening(port: number, proxy: ChildProcess, logs: () => string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await isListening(port))) {
    if (proxy.exitCode !== null || Date.now() > deadline) throw new Error(`the proxy does not listen: ${logs()}`);
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false });
    socket.once("secureConnect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** A port that was free a moment ago: neither proxy can be asked for any. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** @throws Error where the shipped configuration does not say what is to be replaced */
function replaceAll(text: string, replacements: readonly (readonly [string, string])[]): string {
  let result = text;
  for (const [from, to] of replacements) {
    if (!result.includes(from)) throw new Error(`the configuration that is shipped does not say: ${from}`);
    result = result.replaceAll(from, to);
  }
  return result;
}
