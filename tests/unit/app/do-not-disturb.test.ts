import { expect, it } from "vitest";
import { DoNotDisturb } from "../../../electron/main/services/do-not-disturb.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";

const MINUTE = 60_000;

function setUp(settings = new FakeSettings(), clock = new FakeClock(new Date(2026, 10, 23, 16, 20).getTime())) {
  const state = freshState();
  const changes: boolean[] = [];
  const quiet: DoNotDisturb = new DoNotDisturb({ state, settings, clock, onChange: () => changes.push(quiet.isOn()) });
  quiet.start();
  return { state, settings, clock, quiet, changes };
}

it("half an hour ends by itself, to the minute", () => {
  const { state, clock, quiet, changes } = setUp();
  quiet.begin("half-hour");
  expect(state.snapshot.doNotDisturb).toEqual({ until: clock.now() + 30 * MINUTE });
  clock.advance(30 * MINUTE - 1);
  expect(quiet.isOn()).toBe(true);
  clock.advance(1);
  expect(quiet.isOn()).toBe(false);
  expect(state.snapshot.doNotDisturb).toBeUndefined();
  expect(changes).toEqual([true, false]);
  expect(clock.waiting).toBe(0);
});

it("until tomorrow is until 8:00 of the next day", () => {
  const { state, quiet } = setUp();
  quiet.begin("morning");
  expect(state.snapshot.doNotDisturb).toEqual({ until: new Date(2026, 10, 24, 8, 0).getTime() });
});

it("until switched off needs no timer, and is switched off", () => {
  const { state, quiet, clock } = setUp();
  quiet.toggle();
  expect(state.snapshot.doNotDisturb).toEqual({});
  expect(clock.waiting).toBe(0);
  clock.advance(30 * 24 * 60 * MINUTE);
  expect(quiet.isOn()).toBe(true);
  quiet.toggle();
  expect(quiet.isOn()).toBe(false);
});

it("goes on after a restart, and has ended where its time passed meanwhile", () => {
  const { settings, clock, quiet } = setUp();
  quiet.begin("hour");
  quiet.dispose();
  clock.advance(20 * MINUTE);
  const second = setUp(settings, clock);
  expect(second.quiet.isOn()).toBe(true);
  second.quiet.dispose();
  clock.advance(50 * MINUTE);
  const third = setUp(settings, clock);
  expect(third.quiet.isOn()).toBe(false);
  expect(third.state.snapshot.doNotDisturb).toBeUndefined();
  expect(settings.get().doNotDisturb).toBeNull();
});

it("a new choice takes the place of the one before", () => {
  const { state, quiet, clock } = setUp();
  quiet.begin("half-hour");
  quiet.begin("hour");
  clock.advance(31 * MINUTE);
  expect(quiet.isOn()).toBe(true);
  expect(state.snapshot.doNotDisturb).toEqual({ until: clock.now() + 29 * MINUTE });
});
