import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { installedProgram } from "./installed-program.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A real CardDAV server, Radicale, on this computer, with the user `anna` and the password `hemmelig æøå`. */
export interface Radicale {
  url: string;
  /** Makes an address book of anna's; returns its address. */
  addBook(path: string, name: string): Promise<string>;
  put(book: string, file: string, card: string): Promise<void>;
  remove(book: string, file: string): Promise<void>;
}

export const RADICALE_USER = { username: "anna", password: "hemmelig æøå" };

export async function startRadicale(): Promise<Radicale> {
  const program = installedProgram("radicale");
  const folder = temporaryFolder();
  const port = await freePort();
  const { username, password } = RADICALE_USER;
  writeFileSync(join(folder, "users"), `${username}:${password}\n`);
  mkdirSync(join(folder, "collections"));
  writeFileSync(
    join(folder, "config"),
    `[server]
hosts = 127.0.0.1:${port}
[auth]
type = htpasswd
htpasswd_filename = ${join(folder, "users")}
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = ${join(folder, "collections")}
[logging]
level = error
`,
  );
  const server = spawn(program, ["--config", join(folder, "config")], { stdio: "ignore" });
  onTestFinished(() => {
    server.kill("SIGKILL");
  });
  const url = `http://127.0.0.1:${port}`;
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  const ask = async (method: string, path: string, body?: string, type = "text/vcard; charset=utf-8") => {
    const headers = { Authorization: authorization, "Content-Type": type };
    const response = await fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    await response.text();
  };
  await answering(url);
  return {
    url,
    async addBook(path, name) {
      await ask(
        "MKCOL",
        `/anna/${path}/`,
        `<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype><collection/><c:addressbook/></resourcetype><displayname>${name.replaceAll("&", "&amp;")}</displayname></prop></set></mkcol>`,
        "application/xml",
      );
      return `${url}/anna/${path}/`;
    },
    put: (book, file, card) => ask("PUT", `${new URL(book).pathname}${encodeURIComponent(file)}`, card),
    remove: (book, file) => ask("DELETE", `${new URL(book).pathname}${encodeURIComponent(file)}`),
  };
}

/** Python takes its time to start. */
async function answering(url: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      await (await fetch(url, { redirect: "manual" })).text();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
