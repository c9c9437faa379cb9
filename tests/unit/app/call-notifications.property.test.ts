import fc from "fast-check";
import { expect, it } from "vitest";
import { createTranslator } from "../../../electron/main/adapters/i18next-translator.ts";
import { CallAttention } from "../../../electron/main/services/call-attention.ts";
import { CallNotifications } from "../../../electron/main/services/call-notifications.ts";
import type { ShownCall } from "../../../shared/ipc/snapshot.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { FakeNotifier } from "../../fakes/fake-notifier.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";
import { call, NOW } from "../../fakes/fixture-snapshots.ts";

const KEYS = ["a", "b", "c", "d", "e", "f"] as const;
const SECRET = "Jens Hemmelig";

/** What a call can be, in any order: hooks come late, twice and not at all. */
const stages = {
  ringing: { phase: "ringing" },
  talking: { phase: "talking" },
  unsure: { phase: "ended", outcome: "missed", missedAnnounced: false, unseen: true },
  missed: { phase: "ended", outcome: "missed", missedAnnounced: true, unseen: true },
  seen: { phase: "ended", outcome: "missed", missedAnnounced: true, unseen: false },
  elsewhere: { phase: "ended", outcome: "answered-elsewhere" },
  answered: { phase: "ended", outcome: "answered" },
} as const satisfies Record<string, Partial<ShownCall>>;
type Stage = keyof typeof stages;

const mark = fc.constantFrom("none" as const, "vip" as const, "blocked" as const);
const key = fc.constantFrom(...KEYS);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("call" as const),
      key,
      stage: fc.constantFrom(...(Object.keys(stages) as Stage[])),
      mark,
    }),
  },
  fc.record({ type: fc.constant("forget" as const), key }),
  fc.record({ type: fc.constant("touch" as const), nth: fc.nat(9), how: fc.constantFrom("close", "click", "dismiss") }),
  fc.record({ type: fc.constant("quiet" as const), on: fc.boolean() }),
  fc.record({ type: fc.constant("onlyVips" as const), on: fc.boolean() }),
  fc.record({ type: fc.constant("hide" as const), on: fc.boolean() }),
  fc.constant({ type: "list" as const }),
);

it("whatever happens in whatever order, only what he wants is on the screen, and not too much of it", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const settings = new FakeSettings();
      const quiet = { on: false };
      const notifier = new FakeNotifier();
      const notifications = new CallNotifications({
        notifier,
        translator: createTranslator("da"),
        clock: new FakeClock(NOW),
        attention: new CallAttention({
          settings,
          doNotDisturb: { isOn: () => quiet.on },
          screenLock: { isLocked: () => false },
        }),
        onWish: () => {},
      });
      const calls = new Map<string, ShownCall>();
      /** Rings that he closed, which must not come back as they are. */
      const closed = new Set<string>();

      for (const one of steps) {
        const open = [...notifier.open.keys()];
        if (one.type === "call") {
          const caller = { name: `${SECRET} ${one.key}`, kind: "contact" } as const;
          const marks = one.mark === "none" ? {} : { [one.mark]: true };
          if (one.stage !== "ringing") closed.delete(one.key);
          calls.set(one.key, call({ key: one.key, live: true, caller: { ...caller, ...marks }, ...stages[one.stage] }));
        } else if (one.type === "forget") {
          calls.delete(one.key);
          closed.delete(one.key);
        } else if (one.type === "quiet") quiet.on = one.on;
        else if (one.type === "onlyVips") settings.update({ onlyVips: one.on });
        else if (one.type === "hide") settings.update({ hideNames: one.on });
        else if (one.type === "list") notifications.closeMissed();
        else if (open.length > 0) {
          const id = open[one.nth % open.length] ?? "";
          const rung = calls.get(id.slice("call:".length));
          if (rung?.phase === "ringing") closed.add(rung.key);
          if (one.how === "dismiss") notifier.touch({ type: "action", id, action: "dismiss" });
          else notifier.touch({ type: one.how === "close" ? "close" : "click", id });
          expect(notifier.open.has(id)).toBe(false);
        }
        // What is taken off and put on again by his own choice is not the same ring any more.
        if (one.type === "quiet" || one.type === "onlyVips" || (one.type === "call" && one.mark !== "none"))
          closed.clear();
        notifications.update([...calls.values()]);

        const single = [...notifier.open.keys()].filter((id) => id.startsWith("call:"));
        const told = single.map((id) => calls.get(id.slice("call:".length)));
        const ringing = told.filter((shown) => shown?.phase === "ringing");
        expect(ringing.filter((shown) => shown?.caller?.vip !== true).length).toBeLessThanOrEqual(3);
        for (const shown of ringing) {
          expect(shown?.caller?.blocked).not.toBe(true);
          if (quiet.on || settings.get().onlyVips) expect(shown?.caller?.vip).toBe(true);
          expect(closed.has(shown?.key ?? "")).toBe(false);
        }
        expect(told.some((shown) => shown?.phase === "talking" || shown?.outcome === "answered")).toBe(false);
        for (const id of single) {
          const shown = calls.get(id.slice("call:".length));
          // "Rings" is not said of what is known to be over.
          if (shown?.missedAnnounced === true) expect(notifier.open.get(id)?.title).not.toMatch(/ ringer$/);
        }
        if (settings.get().hideNames) expect(JSON.stringify([...notifier.open.values()])).not.toContain(SECRET);
      }
      notifications.closeMissed();
      notifications.update([]);
      expect(notifier.open.size).toBe(0);
    }),
    { numRuns: 500 },
  );
});
