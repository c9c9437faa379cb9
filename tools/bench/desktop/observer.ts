import { createHook } from "node:async_hooks";
import { registerHooks } from "node:module";
import { Socket } from "node:net";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { runningDouble } from "../../electron-double/running-double.ts";
import type { FiredTimer, Observed, Order } from "./observed.ts";

/**
 * Loaded into the app's process after the double (`--import`), it tells the bench when things happen. The app knows nothing
 * of it.
 */
const { RELAY_PORT = "", WATCH_TIMERS = "" } = process.env;
const began = performance.now();
let eventAt = 0;
const loaded: { file: string; bytes: number }[] = [];

registerHooks({
  load(url, context, nextLoad) {
    const result = nextLoad(url, context);
    if (url.startsWith("file:")) {
      const bytes =
        typeof result.source === "string" ? Buffer.byteLength(result.source) : (result.source?.byteLength ?? 0);
      loaded.push({ file: relative(process.cwd(), fileURLToPath(url)), bytes });
    }
    return result;
  },
});

const { modules } = runningDouble();
const { Tray, Notification } = modules;
modules.Tray = class extends Tray {
  constructor(...args: ConstructorParameters<typeof Tray>) {
    super(...args);
    const now = performance.now();
    tell({ type: "tray", processMs: now, mainMs: now - began, loaded: [...loaded] });
  }
};
modules.Notification = class extends Notification {
  override show(): void {
    if (eventAt > 0) tell({ type: "notified", ms: performance.now() - eventAt, title: this.title });
    eventAt = 0;
    super.show();
  }
};

// Where Node hands over what came on a socket; a frame with a ring is the event that the notification is of.
const { push } = Socket.prototype;
Socket.prototype.push = function observedPush(this: Socket, chunk: unknown, encoding?: BufferEncoding): boolean {
  if (String(this.remotePort) === RELAY_PORT && Buffer.isBuffer(chunk) && chunk.includes('"kind":"incoming"')) {
    eventAt = performance.now();
  }
  return push.call(this, chunk, encoding);
};

/** Timers by what they are called and where they were set. */
const timers = new Map<number, { delay: number; where: string }>();
const fired = new Map<string, FiredTimer>();
let counting = false;
if (WATCH_TIMERS !== "") {
  createHook({
    init(id, type, _trigger, resource) {
      if (type !== "Timeout") return;
      const { _idleTimeout: delay = 0 } = resource as { _idleTimeout?: number };
      timers.set(id, { delay, where: caller() });
    },
    before(id) {
      const timer = timers.get(id);
      if (timer === undefined || !counting) return;
      const key = `${timer.delay} ${timer.where}`;
      const before = fired.get(key);
      fired.set(key, { ...timer, count: (before?.count ?? 0) + 1 });
    },
    destroy: (id) => void timers.delete(id),
  }).enable();
}

function relativeTo(where: string): string {
  return where.replace(`file://${process.cwd()}/`, "");
}

/** The first place in a stack that is not Node's or this file's. */
function caller(): string {
  const lines = (new Error("where").stack ?? "").split("\n").slice(1);
  // The app's clock sets them all: who asked it is one further.
  const others = lines.filter((one) => !/node:|observer\.ts|Object\.after/.test(one));
  return relativeTo((others[0] ?? "Node itself").trim().replace(/^at /, ""));
}

process.on("message", (order: Order) => {
  if (order.type === "idle-begins") {
    counting = true;
    fired.clear();
    process.cpuUsage();
    cpuBefore = process.cpuUsage();
  } else {
    counting = false;
    const { user, system } = process.cpuUsage(cpuBefore);
    global.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    tell({ type: "idle", timers: [...fired.values()], cpuMs: (user + system) / 1000, rss, heapUsed });
  }
});
process.channel?.unref();
let cpuBefore = process.cpuUsage();

function tell(observed: Observed): void {
  process.send?.(observed);
}
