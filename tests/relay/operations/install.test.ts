import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACCOUNT, HASH, SECRET } from "../relay-fixture.ts";
import { type Instruction, jsonWords, parseDockerfile, type Stage } from "./dockerfile.ts";
import { makeFolder, Unprivileged } from "./unprivileged.ts";

const deploy = "relay/deploy";
const dockerfile = readFileSync(`${deploy}/Dockerfile`, "utf8");
const unit = readFileSync(`${deploy}/sidetone-relay.service`, "utf8");

/** What has no business on a server. */
const forbidden =
  /^(?:electron.*|react.*|i18next|vite.*|vitest|typescript|esbuild|knip|jsdom|playwright.*|biome|zustand|lucide-react)$/;

const whyNot = await whyItCannotBeInstalled();

/** Undefined where it can be. With `SIDETONE_REQUIRE_ALL=1` nothing is left out, and fails instead. */
async function whyItCannotBeInstalled(): Promise<string | undefined> {
  if (process.env.SIDETONE_REQUIRE_ALL === "1") return undefined;
  if (process.platform !== "linux") return "the relay is installed on Linux";
  if (!existsSync(".git")) return "there is no clone to install from";
  return (await isRegistryThere()) ? undefined : "the package registry cannot be reached";
}

async function isRegistryThere(): Promise<boolean> {
  const registry = process.env.npm_config_registry ?? "https://registry.npmjs.org/";
  return await fetch(new URL("-/ping", registry), { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Carries out a Dockerfile's instructions, as an unprivileged user, in folders that stand for the images' roots. */
class Builder {
  readonly environment: Record<string, string> = {};
  readonly #user: Unprivileged;
  readonly #context: string;
  #root = "";
  #workdir = "/";
  entrypoint: string[] = [];
  command: string[] = [];
  healthcheck: string[] = [];
  user = "root";

  constructor(user: Unprivileged, context: string) {
    this.#user = user;
    this.#context = context;
  }

  get root(): string {
    return this.#root;
  }

  get workdir(): string {
    return this.inside(this.#workdir);
  }

  /** Where a path of the image is. */
  inside(path: string): string {
    return join(this.#root, path.startsWith("/") ? path : join(this.#workdir, path));
  }

  async build(stages: readonly Stage[]): Promise<void> {
    for (const { name, instructions } of stages) {
      this.#root = join(this.#user.folder, `stage-${name}`);
      this.#workdir = "/";
      makeFolder(this.#user, this.#root);
      for (const instruction of instructions) await this.#carryOut(instruction);
    }
  }

  async #carryOut({ name, flags, text }: Instruction): Promise<void> {
    switch (name) {
      case "FROM":
      case "VOLUME":
      case "EXPOSE":
      case "STOPSIGNAL":
        return;
      case "WORKDIR":
        this.#workdir = text;
        makeFolder(this.#user, this.workdir);
        return;
      case "ENV": {
        const [key = "", value = ""] = text.split("=");
        this.environment[key] = value;
        return;
      }
      case "COPY":
        await this.#copy(text.split(" "), flags.from);
        return;
      case "RUN":
        // A path of the image is one below its root.
        await this.#user.run("sh", ["-ec", text.replace(/ (\/[a-z])/g, ` ${this.#root}$1`)], { cwd: this.workdir });
        return;
      case "USER":
        this.user = text;
        return;
      case "ENTRYPOINT":
        this.entrypoint = jsonWords(text);
        return;
      case "CMD":
        this.command = jsonWords(text);
        return;
      case "HEALTHCHECK":
        this.healthcheck = jsonWords(text);
        return;
      default:
        throw new Error(`the test does not know ${name}`);
    }
  }

  async #copy(words: readonly string[], from: string | undefined): Promise<void> {
    const target = words.at(-1) ?? "";
    const source = from === undefined ? this.#context : join(this.#user.folder, `stage-${from}`);
    for (const word of words.slice(0, -1)) {
      const to = this.inside(target.endsWith("/") ? join(target, basename(word)) : target);
      makeFolder(this.#user, join(to, ".."));
      // A folder's content goes into the target, which is made where it is not there.
      await this.#user.run("cp", ["-aT", join(source, word), to], { cwd: this.#user.folder });
    }
  }
}

describe.skipIf(whyNot !== undefined)("the relay installed from a clean checkout, by an unprivileged user", () => {
  let user: Unprivileged;
  let image: Builder;

  beforeAll(async () => {
    user = new Unprivileged();
    const context = join(user.folder, "context");
    makeFolder(user, context);
    const archive = join(user.folder, "context.tar");
    execFileSync("git", ["archive", "--output", archive, "HEAD"]);
    user.own(archive);
    await user.run("tar", ["-xf", archive, "-C", context], { cwd: user.folder });
    image = new Builder(user, context);
    await image.build(parseDockerfile(dockerfile));
  }, 180_000);

  afterAll(() => user?.remove());

  /** Writes a file of the image's. */
  function write(path: string, content: string): string {
    const file = image.inside(path);
    makeFolder(user, join(file, ".."));
    writeFileSync(file, content);
    user.own(file);
    return file;
  }

  function configuration(hashFile: string): string {
    const flexfone = { baseUrl: "http://127.0.0.1:9/api/", account: ACCOUNT, hashFile };
    return JSON.stringify({ accounts: [{ id: ACCOUNT, name: "Nordlys", hookSecrets: [SECRET], flexfone }] });
  }

  /** Starts it, on free ports, and gives what it logs first. */
  async function start(words: readonly string[], env: Record<string, string>) {
    const [command = "", ...rest] = words;
    const child = user.spawn(command, rest, {
      cwd: image.workdir,
      env: {
        ...env,
        SIDETONE_RELAY_LISTEN_PORT: "0",
        SIDETONE_RELAY_OPERATIONS_HOST: "127.0.0.1",
        SIDETONE_RELAY_OPERATIONS_PORT: "0",
      },
    });
    child.stderr?.pipe(process.stderr);
    const [first] = child.stdout === null ? [] : ((await once(child.stdout, "data")) as [Buffer]);
    const line = first?.toString().split("\n")[0] ?? "{}";
    const { url, operationsUrl } = JSON.parse(line) as { url: string; operationsUrl: string };
    const stop = async () => {
      child.kill("SIGTERM");
      const [code] = (await once(child, "exit")) as [number | null];
      return code;
    };
    return { url: url.replace("0.0.0.0", "127.0.0.1"), operationsUrl, stop };
  }

  it("runs as the Dockerfile says, healthy, with everything but its data read-only", async () => {
    expect(image.user).toBe("node");
    write("/etc/sidetone/flexfone.hash", HASH);
    write("/etc/sidetone/relay.config.json", configuration("./flexfone.hash"));
    makeReadOnly(image.workdir);
    const words = [...image.entrypoint, ...image.command].map((word) =>
      word.startsWith("/") ? image.inside(word) : word,
    );
    const env = { ...image.environment, SIDETONE_RELAY_DATA_DIR: image.inside("/data") };
    expect(image.environment.SIDETONE_RELAY_DATA_DIR).toBe("/data");
    const relay = await start(words, env);
    expect((await fetch(`${relay.url}/healthz`)).status).toBe(200);
    const hook = `${relay.url}/hooks/${ACCOUNT}/${SECRET}/incoming?UniqueCallId=1.1&EmployeeLocalNumber=202`;
    expect((await fetch(hook)).status).toBe(200);

    const [command = "", ...rest] = image.healthcheck.map((word) =>
      word.replace("http://127.0.0.1:8481", relay.operationsUrl),
    );
    await user.run(command, rest, { cwd: image.workdir });
    expect(await relay.stop()).toBe(0);
    await expect(user.run(command, rest, { cwd: image.workdir })).rejects.toThrow(/ended with 1/);
    expect(readdirSync(image.inside("/data"))).toContain("relay.db");
  });

  it("runs as the systemd unit says, with its secrets from the credentials", async () => {
    write("/etc/sidetone/relay.config.json", configuration("$CREDENTIALS_DIRECTORY/secrets_flexfone.hash"));
    const [id, source] = settingOf("LoadCredential").split(":");
    expect(source).toBe("/etc/sidetone/secrets");
    // What systemd does with a folder: a credential for each file, named by both.
    const credential = write(`/run/credentials/${id}_flexfone.hash`, HASH);
    const dataDir = image.inside(`/var/lib/${settingOf("StateDirectory")}`);
    makeFolder(user, dataDir);
    const environment = Object.fromEntries(
      settingsOf("Environment").map((pair) => pair.split("=") as [string, string]),
    );
    expect(environment.SIDETONE_RELAY_DATA_DIR).toBe(`/var/lib/${settingOf("StateDirectory")}`);
    const [program, ...words] = settingOf("ExecStart").split(" ");
    expect(program).toBe("/opt/sidetone/node_modules/.bin/node");
    expect(settingOf("WorkingDirectory")).toBe("/opt/sidetone");
    const relay = await start(["node", ...words.map((word) => (word.startsWith("/") ? image.inside(word) : word))], {
      ...environment,
      SIDETONE_RELAY_DATA_DIR: dataDir,
      CREDENTIALS_DIRECTORY: join(credential, ".."),
    });
    expect((await fetch(`${relay.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${relay.operationsUrl}/readyz`)).status).toBe(200);
    expect(await relay.stop()).toBe(0);
  });

  it("carries no Electron, no React and no build tools", () => {
    const modules = image.inside("/opt/sidetone/node_modules");
    const packages = readdirSync(modules).flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name],
    );
    expect(packages).toContain("better-sqlite3");
    expect(
      packages.filter(
        (name) => forbidden.test(name.split("/").at(-1) ?? "") || /^@(?:biomejs|types|vitejs)/.test(name),
      ),
    ).toEqual([]);
  });

  it("takes along only what its .dockerignore lets through", () => {
    const allowed = readFileSync(`${deploy}/Dockerfile.dockerignore`, "utf8")
      .split("\n")
      .flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
    const copied = parseDockerfile(dockerfile)
      .flatMap(({ instructions }) => instructions)
      .filter(({ name, flags }) => name === "COPY" && flags.from === undefined)
      .flatMap(({ text }) => text.split(" ").slice(0, -1));
    for (const path of copied) expect(allowed).toContain(path.split("/")[0]);
  });
});

if (whyNot !== undefined) it("the relay is installed from a clean checkout", ({ skip }) => skip(whyNot));

function makeReadOnly(folder: string): void {
  execFileSync("chmod", ["-R", "a-w", folder]);
  chmodSync(folder, 0o555);
}

function settingsOf(setting: string): string[] {
  return unit.split("\n").flatMap((line) => (line.startsWith(`${setting}=`) ? [line.slice(setting.length + 1)] : []));
}

function settingOf(setting: string): string {
  return settingsOf(setting)[0] ?? "";
}
