import { describe, expect, it } from "vitest";
import type { UpdateAnswer, UpdateRefusal, Updates } from "../../../electron/main/ports/updates.ts";
import { AppState, initialContent } from "../../../electron/main/services/app-state.ts";
import { Notices } from "../../../electron/main/services/notices.ts";
import { UpdateService } from "../../../electron/main/services/update-service.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { fakeRandom } from "../../fakes/fake-random.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { SilentLogger } from "../../fakes/silent-logger.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

class FakeUpdates implements Updates {
  refusal: UpdateRefusal | undefined;
  answer: UpdateAnswer = { kind: "none" };
  asked = 0;
  installed = 0;

  async fetchNewer(): Promise<UpdateAnswer> {
    this.asked += 1;
    return this.answer;
  }

  installNow(): void {
    this.installed += 1;
  }
}

function setUp({ lastVersion = "0.2.0", updates: setting = "automatic" as "automatic" | "off", fraction = 0.5 } = {}) {
  const clock = new FakeClock();
  const state = new AppState(initialContent({ appVersion: "0.2.0", locale: "en", missedCount: 0 }));
  const settings = new FakeSettings({ lastVersion, updates: setting });
  const updates = new FakeUpdates();
  const order: string[] = [];
  const service = new UpdateService({
    updates,
    state,
    settings,
    notices: new Notices(state, fakeRandom()),
    clock,
    random: fakeRandom(fraction),
    logger: new SilentLogger(),
    changelog: async () => changelog,
    onInstall: () => order.push("windows may close"),
  });
  return {
    clock,
    state,
    settings,
    updates,
    service,
    order,
    notices: () => state.snapshot.notices.map(({ kind }) => kind),
    /** Moves on, and lets answers arrive. */
    async pass(milliseconds: number) {
      clock.advance(milliseconds);
      await settled();
    },
    call(phase?: ShownCall["phase"]) {
      state.update({ liveCalls: phase === undefined ? [] : [{ ...aCall, phase }] });
    },
  };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const aCall = { key: "c1", direction: "in", startedAt: 0, unseen: false } as unknown as ShownCall;

const changelog = `# Changelog

## 0.3.0

### English

- Not out yet.

## 0.2.0

### Dansk

- Hurtigere.

### English

- Faster, also
  with many contacts.
- Quieter.

## 0.1.0

### English

- First version.
`;

describe("keeping the app new", () => {
  it("asks minutes after the start and then daily, spread by chance", async () => {
    const early = setUp({ fraction: 0 });
    const late = setUp({ fraction: 0.999 });
    for (const { service } of [early, late]) service.start();
    await early.pass(5 * MINUTE);
    await late.pass(14 * MINUTE);
    expect([early.updates.asked, late.updates.asked]).toEqual([1, 0]);
    await late.pass(MINUTE);
    await early.pass(12 * HOUR);
    expect([early.updates.asked, late.updates.asked]).toEqual([2, 1]);
    await late.pass(35 * HOUR);
    expect(late.updates.asked).toBe(1);
    await late.pass(HOUR);
    expect(late.updates.asked).toBe(2);
  });

  it("tries again after an hour when there was no answer, then after longer, at most a day", async () => {
    const { service, updates, pass } = setUp();
    updates.answer = { kind: "failed", problem: "net::ERR_NAME_NOT_RESOLVED" };
    service.start();
    await pass(10 * MINUTE);
    expect(service.status).toEqual({ kind: "current", problem: "net::ERR_NAME_NOT_RESOLVED" });
    for (const [hours, asked] of [
      [1, 2],
      [2, 3],
      [4, 4],
      [8, 5],
      [16, 6],
      [24, 7],
      [24, 8],
    ] as const) {
      await pass(hours * HOUR);
      expect(updates.asked).toBe(asked);
    }
    updates.answer = { kind: "none" };
    await pass(24 * HOUR);
    expect(service.status).toMatchObject({ kind: "current", checkedAt: expect.any(Number) });
    expect(service.status).not.toHaveProperty("problem");
  });

  it.each<UpdateRefusal>(["development", "not-configured", "package-manager", "administrator"])(
    "asks nobody where it does not update itself: %s",
    async (refusal) => {
      const { service, updates, pass, clock } = setUp();
      updates.refusal = refusal;
      service.start();
      await pass(48 * HOUR);
      expect(updates.asked).toBe(0);
      expect(clock.waiting).toBe(0);
      expect(service.status).toEqual({ kind: "off", why: refusal });
    },
  );

  it("asks nobody while the settings forbid it, and again when they no longer do", async () => {
    const { service, settings, updates, pass } = setUp({ updates: "off" });
    service.start();
    await pass(24 * HOUR);
    expect(updates.asked).toBe(0);
    expect(service.status).toEqual({ kind: "off", why: "settings" });
    settings.update({ updates: "automatic" });
    await pass(24 * HOUR);
    expect(updates.asked).toBe(1);
  });
});

describe("offering a restart", () => {
  it("waits until nobody has been on the phone for two minutes", async () => {
    const { service, updates, notices, call, pass } = setUp();
    updates.answer = { kind: "ready", version: "0.3.0" };
    service.start();
    call("talking");
    await pass(30 * MINUTE);
    expect(service.status).toEqual({ kind: "ready", version: "0.3.0" });
    expect(notices()).toEqual([]);
    call("ended");
    await pass(MINUTE);
    call("ringing");
    await pass(10 * MINUTE);
    expect(notices()).toEqual([]);
    call();
    await pass(2 * MINUTE);
    expect(notices()).toEqual(["update-ready"]);
  });

  it("is taken away while a call goes on, and comes back", async () => {
    const { service, updates, notices, call, pass } = setUp();
    updates.answer = { kind: "ready", version: "0.3.0" };
    service.start();
    await pass(10 * MINUTE);
    await pass(2 * MINUTE);
    expect(notices()).toEqual(["update-ready"]);
    call("ringing");
    expect(notices()).toEqual([]);
    call();
    await pass(2 * MINUTE);
    expect(notices()).toEqual(["update-ready"]);
  });

  it("is not repeated after a no before the next day", async () => {
    const { service, state, updates, notices, call, pass } = setUp();
    updates.answer = { kind: "ready", version: "0.3.0" };
    service.start();
    await pass(10 * MINUTE);
    await pass(2 * MINUTE);
    state.update({ notices: [] });
    call("talking");
    call();
    await pass(12 * HOUR);
    expect(notices()).toEqual([]);
    await pass(12 * HOUR);
    await pass(2 * MINUTE);
    expect(notices()).toEqual(["update-ready"]);
  });

  it("restarts on a yes, windows first, and never during a call", async () => {
    const { service, updates, order, call, pass } = setUp();
    expect(service.restart()).toMatchObject({ ok: false, code: "no-update" });
    updates.answer = { kind: "ready", version: "0.3.0" };
    service.start();
    await pass(10 * MINUTE);
    call("talking");
    expect(service.restart()).toMatchObject({ ok: false, code: "call-in-progress" });
    expect(updates.installed).toBe(0);
    call();
    expect(service.restart()).toEqual({ ok: true, value: undefined });
    expect(order).toEqual(["windows may close"]);
    expect(updates.installed).toBe(1);
  });

  it("ends with the app", async () => {
    const { service, clock, updates, pass } = setUp();
    service.start();
    service.dispose();
    expect(clock.waiting).toBe(0);
    await pass(48 * HOUR);
    expect(updates.asked).toBe(0);
  });
});

describe("what is new", () => {
  it("is told once after an update, in the employee's language", async () => {
    const { service, state, settings } = setUp({ lastVersion: "0.1.0" });
    service.start();
    await settled();
    expect(state.snapshot.notices).toMatchObject([
      { kind: "updated", values: { version: "0.2.0", news: "Faster, also with many contacts.\nQuieter." } },
    ]);
    expect(settings.get().lastVersion).toBe("0.2.0");
    state.update({ notices: [] });
    service.start();
    await settled();
    expect(state.snapshot.notices).toEqual([]);
  });

  it.each([
    ["at the first start", ""],
    ["where an older version was put back", "0.4.0"],
  ])("is nothing %s", async (_, lastVersion) => {
    const { service, notices, settings } = setUp({ lastVersion });
    service.start();
    await settled();
    expect(notices()).toEqual([]);
    expect(settings.get().lastVersion).toBe("0.2.0");
  });
});
