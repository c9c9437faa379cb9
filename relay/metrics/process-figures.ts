import { readdir } from "node:fs/promises";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, Gauge, type Registry } from "prom-client";

/** The event loop is looked at this often; more often would cost an idle relay more than its clients do. Milliseconds. */
const LOOP_RESOLUTION_MS = 50;
const NANOSECONDS = 1e9;
const MICROSECONDS = 1e6;
const DESCRIPTORS = "/proc/self/fd";

/**
 * What the process takes of its machine, under the names that Prometheus' client libraries share.
 *
 * @returns stops what watches the event loop
 */
export function addProcessFigures(registry: Registry): () => void {
  const registers = [registry];
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  loop.enable();

  new Counter({
    name: "process_cpu_seconds_total",
    help: "Processor time, user and system, in seconds.",
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / MICROSECONDS);
    },
  });
  new Gauge({
    name: "process_start_time_seconds",
    help: "When the process began, Unix seconds.",
    registers,
  }).set(Math.round(performance.timeOrigin / 1000));
  new Gauge({
    name: "process_resident_memory_bytes",
    help: "Resident memory in bytes.",
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Gauge({
    name: "process_open_fds",
    help: "Open file descriptors; none where the system does not tell.",
    registers,
    async collect() {
      const count = await openDescriptors();
      if (count !== undefined) this.set(count);
    },
  });
  new Gauge({
    name: "nodejs_heap_size_used_bytes",
    help: "Used part of the JavaScript heap in bytes.",
    registers,
    collect() {
      this.set(process.memoryUsage().heapUsed);
    },
  });
  new Gauge({
    name: "nodejs_eventloop_lag_p99_seconds",
    help: "99th percentile of the event loop's delay since the figures were last asked for.",
    registers,
    collect() {
      // The delay is measured as the time between two looks.
      const delay = loop.count === 0 ? 0 : loop.percentile(99) / NANOSECONDS - LOOP_RESOLUTION_MS / 1000;
      this.set(Math.max(0, delay));
      loop.reset();
    },
  });
  return () => loop.disable();
}

/** Only Linux tells. */
async function openDescriptors(): Promise<number | undefined> {
  if (process.platform !== "linux") return undefined;
  return (await readdir(DESCRIPTORS)).length;
}
