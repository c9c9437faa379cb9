import { describe, expect, it } from "vitest";
import { hook } from "../calls/story.ts";
import { setUpBoard } from "./board.ts";

/** So many callers at once, from numbers nobody has. */
function ringMany(hear: ReturnType<typeof setUpBoard>["hear"], count: number, at = 0) {
  for (let n = 0; n < count; n += 1) hear(hook("incoming", `9.${n}`, at + n * 0.1, { aNumber: `2000000${n}` }));
}

describe("many at once", () => {
  it("three ring singly; with the fourth one notification says how many, with the newest by name", () => {
    const { hear, notifier } = setUpBoard();
    ringMany(hear, 3);
    expect(notifier.open.size).toBe(3);
    hear(hook("incoming", "1.1", 1));
    hear(hook("incoming", "1.2", 2, { aNumber: "20304050" }));
    expect([...notifier.open]).toMatchObject([
      ["calls:ringing", { title: "5 opkald ringer", body: "Søren Æbelø\nAnna Holm\n20 00 00 02\nog 2 til" }],
    ]);
  });

  it("stays one until a single call is left", () => {
    const { hear, notifier } = setUpBoard();
    ringMany(hear, 4);
    hear(hook("answered", "9.0", 3, { aNumber: "20000000" }));
    hear(hook("answered", "9.1", 4, { aNumber: "20000001", employee: "203" }));
    expect(notifier.titles).toEqual(["2 opkald ringer", "Besvaret af 203"]);
  });

  it("closed, it stays away; who calls then is told of", () => {
    const { hear, notifier } = setUpBoard();
    ringMany(hear, 5);
    notifier.touch({ type: "close", id: "calls:ringing" });
    hear(hook("incoming", "9.0", 5, { aNumber: "20000000" }));
    expect(notifier.titles).toEqual([]);
    hear(hook("incoming", "1.1", 6));
    expect(notifier.titles).toEqual(["Anna Holm ringer"]);
  });

  it("missed, they are one that stays, and shows the list", () => {
    const { hear, notifier, clock, wishes, state } = setUpBoard();
    ringMany(hear, 5);
    for (let n = 0; n < 5; n += 1) hear(hook("ended", `9.${n}`, 20 + n * 0.1, { aNumber: `2000000${n}` }));
    clock.advance(4_000);
    expect([...notifier.open]).toMatchObject([["calls:missed", { title: "5 ubesvarede opkald", stay: "lasting" }]]);
    notifier.touch({ type: "action", id: "calls:missed", action: "open" });
    expect(wishes).toEqual([{ type: "show-call" }]);
    expect(notifier.open.size).toBe(0);
    expect(state.snapshot.missedCount).toBe(5);
  });

  it("whom he marked VIP stands out from the many", () => {
    const { hear, notifier, writing } = setUpBoard();
    writing.mark("crm:1", { vip: true });
    ringMany(hear, 5);
    hear(hook("incoming", "1.1", 1));
    expect(notifier.titles).toEqual(["5 opkald ringer", "Anna Holm ringer"]);
    notifier.touch({ type: "close", id: "calls:ringing" });
    expect(notifier.titles).toEqual(["Anna Holm ringer"]);
  });
});

describe("do not disturb", () => {
  it("nothing comes up, and what is missed is counted; later nothing of it pops up", () => {
    const { hear, notifier, quiet, clock, state } = setUpBoard();
    quiet.begin("half-hour");
    hear(hook("incoming", "1.1", 0));
    hear(hook("ended", "1.1", 20));
    clock.advance(31 * 60_000);
    expect(quiet.isOn()).toBe(false);
    expect(notifier.shown).toBe(0);
    expect(state.snapshot.missedCount).toBe(1);
  });

  it("takes away what rings, and brings it back when it ends while it rings", () => {
    const { hear, notifier, quiet } = setUpBoard();
    hear(hook("incoming", "1.1", 0));
    quiet.begin("until-off");
    expect(notifier.titles).toEqual([]);
    quiet.end();
    expect(notifier.titles).toEqual(["Anna Holm ringer"]);
  });

  it("whom he marked VIP comes through", () => {
    const { hear, notifier, quiet, writing } = setUpBoard();
    writing.mark("crm:1", { vip: true });
    quiet.begin("hour");
    hear(hook("incoming", "1.1", 0));
    hear(hook("incoming", "1.2", 1, { aNumber: "20304050" }));
    expect(notifier.titles).toEqual(["Anna Holm ringer"]);
  });
});

describe("what he chose", () => {
  it("only VIPs", () => {
    const { hear, notifier, settings, writing } = setUpBoard();
    settings.update({ onlyVips: true });
    writing.mark("crm:2", { vip: true });
    hear(hook("incoming", "1.1", 0));
    hear(hook("incoming", "1.2", 1, { aNumber: "20304050" }));
    expect(notifier.titles).toEqual(["Søren Æbelø ringer"]);
  });

  it.each(["card", "none"] as const)("%s: no notification of the system", (notificationStyle) => {
    const { hear, notifier, settings, clock, state } = setUpBoard();
    settings.update({ notificationStyle });
    hear(hook("incoming", "1.1", 0));
    hear(hook("ended", "1.1", 20));
    clock.advance(3_000);
    expect(notifier.shown).toBe(0);
    expect(state.snapshot.missedCount).toBe(1);
  });

  it.each([
    ["none", false],
    ["vips", false],
    ["all", true],
  ] as const)("sound %s: somebody whom he did not mark is heard: %s", (notificationSound, heard) => {
    const { hear, notifier, settings } = setUpBoard();
    settings.update({ notificationSound });
    hear(hook("incoming", "1.1", 0));
    expect(notifier.open.get("call:1.1")?.silent).toBe(!heard);
  });

  it("other words for the same call are not heard again", () => {
    const { hear, notifier, settings, board, clock } = setUpBoard();
    settings.update({ notificationSound: "all" });
    hear(hook("incoming", "1.1", 0));
    settings.update({ hideNames: true });
    board.refresh();
    expect(notifier.open.get("call:1.1")).toMatchObject({ title: "Nogen ringer", silent: true });
    hear(hook("ended", "1.1", 20));
    clock.advance(3_000);
    expect(notifier.open.get("call:1.1")).toMatchObject({ silent: false });
  });
});

it("the list that is looked at takes away what an earlier run told of missed calls", () => {
  const { notifier, notifications } = setUpBoard();
  for (const id of ["call:0.9", "calls:missed", "gap:1"]) notifier.earlier.add(id);
  notifications.closeMissed();
  expect([...notifier.earlier]).toEqual(["gap:1"]);
});

describe("the screen is locked", () => {
  it("names go from what is on it, and do not pop up anew when it is unlocked", () => {
    const { hear, notifier, screen, board, clock } = setUpBoard();
    hear(hook("incoming", "1.1", 0));
    hear(hook("ended", "1.1", 20));
    clock.advance(3_000);
    screen.locked = true;
    board.refresh();
    expect(notifier.titles).toEqual(["Ubesvaret opkald fra Nogen"]);
    const { shown } = notifier;
    screen.locked = false;
    board.refresh();
    expect(notifier.shown).toBe(shown);
  });
});

it("dismissed by its button, a ring is not told of again; that it was missed is", () => {
  const { hear, notifier, clock } = setUpBoard();
  hear(hook("incoming", "1.1", 0));
  notifier.touch({ type: "action", id: "call:1.1", action: "dismiss" });
  hear(hook("incoming", "1.1", 10));
  expect(notifier.open.size).toBe(0);
  hear(hook("ended", "1.1", 20));
  clock.advance(3_000);
  expect(notifier.titles).toEqual(["Ubesvaret opkald fra Anna Holm"]);
});

it("touched from before the app was started, it leads to the call", () => {
  const { notifier, wishes } = setUpBoard();
  notifier.touch({ type: "action", id: "call:0.9", action: "call-back" });
  notifier.touch({ type: "click", id: "call:0.9" });
  notifier.touch({ type: "click", id: "gap" });
  expect(wishes).toEqual([
    { type: "call-back", key: "0.9" },
    { type: "show-call", key: "0.9" },
  ]);
});

it("when the app ends, what rings is taken away, and what was missed stays", () => {
  const { hear, notifier, clock, notifications } = setUpBoard();
  hear(hook("incoming", "1.1", 0));
  hear(hook("ended", "1.1", 20));
  clock.advance(3_000);
  hear(hook("incoming", "1.2", 60, { aNumber: "20304050" }));
  notifications.dispose();
  expect(notifier.titles).toEqual(["Ubesvaret opkald fra Anna Holm"]);
});
