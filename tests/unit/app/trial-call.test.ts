import { expect, it } from "vitest";
import { setUpBoard } from "./board.ts";

it("comes up as calls do, goes by itself, and is neither counted nor listed", () => {
  const { trial, notifier, clock, state, settings, cardWindow } = setUpBoard();
  settings.update({ notificationStyle: "both" });
  expect(trial.start()).toEqual({ comesUp: true });
  expect(notifier.titles).toEqual(["Sidetone ringer"]);
  expect(cardWindow.names).toEqual(["Sidetone"]);
  expect(state.snapshot).toMatchObject({ liveCalls: [], missedCount: 0 });
  clock.advance(10_000);
  expect(notifier.open.size).toBe(0);
  expect(cardWindow.view).toBeUndefined();
  expect(state.snapshot.missedCount).toBe(0);
});

it("closed, it comes up again when it is tried again", () => {
  const { trial, notifier } = setUpBoard();
  trial.start();
  notifier.touch({ type: "close", id: "call:trial-1" });
  expect(notifier.open.size).toBe(0);
  trial.start();
  expect(notifier.titles).toEqual(["Sidetone ringer"]);
});

it.each([
  ["he wants quiet", { doNotDisturb: {} }],
  ["only VIPs may", { onlyVips: true }],
  ["he chose that nothing does", { notificationStyle: "none" as const }],
])("says that nothing comes up where %s", (_why, chosen) => {
  const { trial, notifier, settings } = setUpBoard();
  settings.update(chosen);
  expect(trial.start()).toEqual({ comesUp: false });
  expect(notifier.shown).toBe(0);
});
