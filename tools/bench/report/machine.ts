import { execFileSync } from "node:child_process";
import { readFileSync, statfsSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";

/** File systems by the magic numbers of Linux's `statfs(2)`. */
const fileSystems = new Map<number, string>([
  [0xef53, "ext2/3/4"],
  [0x58465342, "xfs"],
  [0x9123683e, "btrfs"],
  [0x01021994, "tmpfs"],
  [0x794c7630, "overlayfs"],
  [0x2fc12fc1, "zfs"],
]);

/** Load average above which somebody else takes time. */
export const QUIET_LOAD = 0.5;

export interface Machine {
  processor: string;
  cores: number;
  /** GiB. */
  memory: number;
  kernel: string;
  system: string;
  node: string;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memory: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    system: systemName(),
    node: process.version,
  };
}

/** The name of the file system that a folder is on, or its magic number. */
export function fileSystemOf(folder: string): string {
  const { type } = statfsSync(folder);
  return fileSystems.get(type) ?? `0x${type.toString(16)}`;
}

/** Average number of waiting processes over the last minute: above a little, figures are noise. */
export function loadAverage(): number {
  return Number(readFileSync("/proc/loadavg", "utf8").split(" ")[0]);
}

/** The first line that a program prints about its version; undefined where it is not installed. */
export function programVersion(program: string, argument: string): string | undefined {
  try {
    const text = execFileSync("sh", ["-c", '"$0" "$1" 2>&1 || true', program, argument], { encoding: "utf8" });
    const line = text.split("\n").find((candidate) => /\d+\.\d+/.test(candidate));
    return line === undefined || /not found/.test(line) ? undefined : line.trim();
  } catch (error) {
    throw new Error(`The version of ${program} cannot be asked for: ${String(error)}`, { cause: error });
  }
}

function systemName(): string {
  const name = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync("/etc/os-release", "utf8"));
  return name?.[1] ?? "unknown";
}
