/** How one run of the double is set up: `--double-port=8123` on the command line or `ELECTRON_DOUBLE_PORT` around it. */
export interface DoubleSettings {
  /** The desktop's port on 127.0.0.1; 0 for any free one. */
  port: number;
  /** The system's language, such as "da" or "en-GB". */
  locale: string;
  /** The platform to pretend, as in `process.platform`. */
  platform: NodeJS.Platform;
}

const PREFIX = "--double-";
const platforms = ["linux", "win32", "darwin"] as const;

/**
 * Reads the settings and takes them out of the arguments, so that the app sees only its own.
 * @throws Error on a value that makes no sense.
 */
export function takeSettings(argv: string[], environment: NodeJS.ProcessEnv): DoubleSettings {
  const given = new Map<string, string>();
  for (const argument of argv.filter((candidate) => candidate.startsWith(PREFIX))) {
    const [name = "", ...value] = argument.slice(PREFIX.length).split("=");
    given.set(name, value.join("="));
    argv.splice(argv.indexOf(argument), 1);
  }
  const read = (name: string) => given.get(name) ?? environment[`ELECTRON_DOUBLE_${name.toUpperCase()}`];

  const port = Number(read("port") ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`electron-double: the port must be a number from 0 to 65535, not "${read("port")}"`);
  }
  const wanted = read("platform") ?? process.platform;
  const platform = [...platforms, process.platform].find((candidate) => candidate === wanted);
  if (platform === undefined) {
    throw new Error(`electron-double: the platform must be one of ${platforms.join(", ")}, not "${wanted}"`);
  }
  return { port, locale: read("locale") ?? systemLocale(environment), platform };
}

function systemLocale(environment: NodeJS.ProcessEnv): string {
  const language = (environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "").split(".")[0] ?? "";
  return /^[a-z]{2,3}(_[A-Z]{2})?$/.test(language) ? language.replace("_", "-") : "en-US";
}
