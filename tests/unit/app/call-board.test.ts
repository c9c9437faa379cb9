import { describe, expect, it } from "vitest";
import { hook } from "../calls/story.ts";
import { setUpBoard } from "./board.ts";

describe("somebody calls", () => {
  it("one native notification with name, company, number, line and a note", () => {
    const { hear, notifier } = setUpBoard();
    hear(hook("incoming", "1.1", 0, { lineName: "Hovednummer" }));
    expect([...notifier.open.values()]).toMatchObject([
      { title: "Anna Holm ringer", body: "Holm Byg A/S · 86 51 51 51\nvia Hovednummer\nKunde 4711" },
    ]);
  });

  it("many phones ringing are one notification, shown once", () => {
    const { hear, notifier } = setUpBoard();
    hear(hook("incoming", "1.1", 0));
    hear(hook("incoming", "1.1", 0.1, { phone: "200001", rungPhones: 2 }));
    hear(hook("incoming", "1.1", 20));
    expect(notifier.titles).toEqual(["Anna Holm ringer"]);
    expect(notifier.shown).toBe(1);
  });

  it("two calls at once are two notifications, and none overwrites the other", () => {
    const { hear, notifier } = setUpBoard();
    hear(hook("incoming", "1.1", 0));
    hear(hook("incoming", "1.2", 1, { aNumber: "20304050" }));
    expect(notifier.titles).toEqual(["Anna Holm ringer", "Søren Æbelø ringer"]);
    hear(hook("answered", "1.2", 3, { aNumber: "20304050" }));
    expect(notifier.titles).toEqual(["Anna Holm ringer"]);
  });

  it("an unknown number is shown in readable form, a hidden one as hidden", () => {
    const { hear, notifier } = setUpBoard();
    hear(hook("incoming", "1.1", 0, { aNumber: "+46701234567" }));
    const { aNumber: _, ...hidden } = hook("incoming", "1.2", 1);
    hear(hidden);
    expect(notifier.titles).toEqual(["+46 70 123 45 67 ringer", "Skjult nummer ringer"]);
  });

  it("names are hidden when he says so, and while the screen is locked", () => {
    const { hear, notifier, screen, settings } = setUpBoard();
    settings.update({ hideNames: true });
    hear(hook("incoming", "1.1", 0));
    expect([...notifier.open.values()]).toMatchObject([{ title: "Nogen ringer", body: "" }]);
    settings.update({ hideNames: false });
    screen.locked = true;
    hear(hook("incoming", "1.2", 1, { aNumber: "20304050" }));
    expect(JSON.stringify([...notifier.open.values()])).not.toMatch(/Anna|Søren|20 30/);
  });

  it("a replayed call raises no notification", () => {
    const { hear, notifier, clock } = setUpBoard();
    hear(hook("incoming", "1.1", 0), true);
    clock.advance(200_000);
    expect(notifier.shown).toBe(0);
  });
});

describe("the call goes on", () => {
  it("answered: the notification goes; the call is among the live ones until shortly after its end", () => {
    const { hear, notifier, state, clock } = setUpBoard();
    hear(hook("incoming", "1.1", 0));
    hear(hook("answered", "1.1", 4));
    expect(notifier.open.size).toBe(0);
    expect(state.snapshot.liveCalls).toMatchObject([{ phase: "talking", caller: { name: "Anna Holm" } }]);
    hear(hook("ended", "1.1", 64, { durationSeconds: 60 }));
    expect(state.snapshot.liveCalls).toMatchObject([{ phase: "ended" }]);
    clock.advance(8_000);
    expect(state.snapshot.liveCalls).toEqual([]);
  });

  it("answered by a colleague: the same notification says by whom, and nothing is missed", () => {
    const { hear, notifier, state, clock } = setUpBoard();
    hear(hook("incoming", "1.1", 0, { rungPhones: 2 }));
    hear(hook("answered", "1.1", 4, { employee: "203", employeeName: "Mette Sørensen" }));
    expect([...notifier.open]).toMatchObject([
      ["call:1.1", { title: "Besvaret af Mette Sørensen", body: "Anna Holm" }],
    ]);
    clock.advance(60_000);
    expect(state.snapshot.missedCount).toBe(0);
  });

  it("nobody answers: 3 s later the notification says missed, and stays", () => {
    const { hear, notifier, state, clock } = setUpBoard();
    hear(hook("incoming", "1.1", 0));
    hear(hook("ended", "1.1", 20));
    expect(state.snapshot.missedCount).toBe(0);
    clock.advance(3_000);
    expect(notifier.titles).toEqual(["Ubesvaret opkald fra Anna Holm"]);
    expect(state.snapshot.missedCount).toBe(1);
    clock.advance(24 * 3_600_000);
    expect(notifier.titles).toEqual(["Ubesvaret opkald fra Anna Holm"]);
  });

  it("having seen the list takes the missed mark and the notification away", () => {
    const { hear, notifier, state, clock, board } = setUpBoard();
    hear(hook("incoming", "1.1", 0));
    hear(hook("ended", "1.1", 20));
    clock.advance(3_000);
    board.markMissedSeen();
    expect(state.snapshot.missedCount).toBe(0);
    expect(notifier.open.size).toBe(0);
    expect(board.history({ filter: "missed", limit: 10 }).calls).toMatchObject([{ unseen: false }]);
  });

  it("a notification that he closed does not come back for the same ring", () => {
    const { hear, notifier } = setUpBoard();
    hear(hook("incoming", "1.1", 0));
    notifier.touch({ type: "close", id: "call:1.1" });
    hear(hook("incoming", "1.1", 20));
    expect(notifier.titles).toEqual([]);
  });

  it("a touch on the notification shows the call, its button calls back", () => {
    const { hear, notifier, wishes, clock } = setUpBoard();
    hear(hook("incoming", "1.1", 0));
    notifier.touch({ type: "click", id: "call:1.1" });
    hear(hook("ended", "1.1", 20));
    clock.advance(3_000);
    notifier.touch({ type: "action", id: "call:1.1", action: "call-back" });
    expect(wishes).toEqual([
      { type: "show-call", key: "1.1" },
      { type: "call-back", key: "1.1" },
    ]);
  });
});

describe("the history", () => {
  it("comes in pages, newest first, with names", () => {
    const { hear, board } = setUpBoard();
    for (let n = 0; n < 5; n += 1) {
      hear(hook("incoming", `1.${n}`, n * 100));
      hear(hook("ended", `1.${n}`, n * 100 + 10));
    }
    const first = board.history({ filter: "all", limit: 3 });
    expect(first.calls.map((call) => call.key)).toEqual(["1.4", "1.3", "1.2"]);
    expect(first.more).toBe(true);
    const last = board.history({ filter: "all", limit: 3, before: first.calls[2]?.startedAt });
    expect(last.calls.map((call) => call.key)).toEqual(["1.1", "1.0"]);
    expect(last).toMatchObject({ more: false, calls: [{ caller: { name: "Anna Holm" } }, {}] });
  });
});
