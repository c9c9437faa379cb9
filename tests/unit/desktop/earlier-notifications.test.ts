import { EventEmitter } from "node:events";
import { beforeEach, expect, it, vi } from "vitest";
import { ElectronNotifier } from "../../../electron/main/adapters/electron/electron-notifier.ts";
import type { NotificationEvent } from "../../../electron/main/ports/notifier.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";

const system = vi.hoisted(() => ({ delivered: [] as unknown[], isBroken: false }));
vi.mock("electron", async () => {
  const { EventEmitter: Emitter } = await import("node:events");
  class Notification extends Emitter {
    static isSupported = () => true;
    static getHistory = async () => {
      if (system.isBroken) throw new Error("not signed");
      return system.delivered;
    };
    show() {}
    close() {}
  }
  return { Notification };
});

class Delivered extends EventEmitter {
  readonly id: string;
  isClosed = false;

  constructor(id: string) {
    super();
    this.id = id;
  }

  close(): void {
    this.isClosed = true;
  }
}

async function started(...ids: string[]) {
  const delivered = ids.map((id) => new Delivered(id));
  system.delivered = delivered;
  const notifier = new ElectronNotifier("darwin", new FakeClock(), new SilentLogger());
  const events: NotificationEvent[] = [];
  notifier.onEvent((event) => events.push(event));
  notifier.start();
  await new Promise(setImmediate);
  return { notifier, events, delivered };
}

beforeEach(() => {
  system.isBroken = false;
});

it("what an earlier run showed on macOS is heard, its buttons as a click since nobody knows them any more", async () => {
  const { events, delivered } = await started("call:1", "call:2");
  delivered[0]?.emit("click", {});
  delivered[1]?.emit("action", { actionIndex: 1 });
  expect(events).toEqual([
    { type: "click", id: "call:1" },
    { type: "click", id: "call:2" },
  ]);
});

it("goes when it is seen, but for what is not meant and what has been shown anew", async () => {
  const { notifier, delivered } = await started("call:1", "call:2", "gap:1");
  notifier.show("call:2", { title: "Anna ringer", body: "", actions: [], silent: true, stay: "call" });
  notifier.closeEarlier((id) => id.startsWith("call:"));
  expect(delivered.map(({ isClosed }) => isClosed)).toEqual([true, false, false]);
});

it("an app that macOS tells nothing goes on", async () => {
  system.isBroken = true;
  const { notifier } = await started("call:1");
  expect(() => notifier.closeEarlier(() => true)).not.toThrow();
});
