import { describe, expect, it } from "vitest";
import { contact } from "../../fakes/fake-contact-index.ts";
import { hook } from "../calls/story.ts";
import { employee, writtenForm } from "../contacts/address-book.ts";
import { setUpBoard } from "./board.ts";

const DAY = 24 * 3_600;
/** Of a notification, in order. */
const buttons = (...ids: string[]) => ids.map((id) => expect.objectContaining({ id }));
const body = (notifier: { open: Map<string, { body: string }> }) => [...notifier.open.values()][0]?.body;

describe("somebody unknown calls", () => {
  it("his number can be written down from the notification, while it rings and when it was missed", () => {
    const { hear, notifier, wishes, clock } = setUpBoard();
    hear(hook("incoming", "1.1", 0, { aNumber: "20000009" }));
    expect([...notifier.open.values()]).toMatchObject([{ actions: buttons("add-contact", "dismiss") }]);
    notifier.touch({ type: "action", id: "call:1.1", action: "add-contact" });
    hear(hook("ended", "1.1", 20));
    clock.advance(3_000);
    expect([...notifier.open.values()]).toMatchObject([{ actions: buttons("call-back", "add-contact", "dismiss") }]);
    notifier.touch({ type: "action", id: "call:1.1", action: "add-contact" });
    notifier.touch({ type: "action", id: "call:1.1", action: "no-such" });
    expect(wishes).toEqual([
      { type: "add-contact", key: "1.1" },
      { type: "add-contact", key: "1.1" },
    ]);
  });

  it("a hidden number and a known one cannot", () => {
    const { hear, notifier } = setUpBoard();
    const { aNumber: _, ...hidden } = hook("incoming", "1.1", 0);
    hear(hidden);
    hear(hook("incoming", "1.2", 1));
    expect([...notifier.open.values()]).toMatchObject([
      { actions: buttons("open", "dismiss") },
      { actions: buttons("open", "dismiss") },
    ]);
  });

  it("written down while it rings, the notification has his name; the history too, and no call was rewritten", () => {
    const { hear, notifier, board, writing, state, store } = setUpBoard();
    hear(hook("incoming", "1.0", -100, { aNumber: "20000009" }));
    hear(hook("ended", "1.0", -80));
    hear(hook("incoming", "1.1", 0, { aNumber: "20000009" }));
    const kept = JSON.stringify(store.history({ filter: "all", limit: 10 }));
    const { historyRev } = state.snapshot;
    writing.save(undefined, writtenForm("Peder Skov", ["20 00 00 09"]));
    board.namesChanged();
    expect(notifier.titles.at(-1)).toBe("Peder Skov ringer");
    expect(state.snapshot.liveCalls).toMatchObject([{ caller: { name: "Peder Skov" } }]);
    expect(state.snapshot.historyRev).toBeGreaterThan(historyRev);
    expect(board.history({ filter: "all", limit: 10 }).calls).toMatchObject([{ caller: { name: "Peder Skov" } }]);
    expect(JSON.stringify(store.history({ filter: "all", limit: 10 }))).toBe(kept);
  });

  it("a notification that he closed does not come back with a name", () => {
    const { hear, notifier, board, writing } = setUpBoard();
    hear(hook("incoming", "1.1", 0, { aNumber: "20000009" }));
    notifier.touch({ type: "close", id: "call:1.1" });
    writing.save(undefined, writtenForm("Peder Skov", ["20000009"]));
    board.namesChanged();
    expect(notifier.open.size).toBe(0);
  });

  it("from among a company's numbers, he is probably somebody there", () => {
    const { hear, notifier, index } = setUpBoard();
    index.ranges.set("+4586515177", "crm:1");
    hear(hook("incoming", "1.1", 0, { aNumber: "86515177" }));
    expect([...notifier.open.values()]).toMatchObject([
      { title: "Formentlig Holm Byg A/S ringer", body: "86 51 51 77", actions: buttons("add-contact", "dismiss") },
    ]);
  });
});

describe("a number that several have", () => {
  it("is the company's, and how many share it is said", () => {
    const { hear, notifier, index } = setUpBoard();
    index.set("crm", "8", contact("Bo Lund", { company: "Holm Byg A/S", numbers: ["86515151"] }));
    hear(hook("incoming", "1.1", 0));
    expect([...notifier.open.values()]).toMatchObject([
      { title: "Holm Byg A/S ringer", body: "86 51 51 51\nFælles nummer for 2 personer" },
    ]);
  });

  it("is his with whom the employee has spoken before, on another number, or maybe another's", () => {
    const { hear, notifier, index } = setUpBoard();
    index.set("crm", "8", contact("Bo Lund", { company: "Holm Byg A/S", numbers: ["86515151", "20000008"] }));
    hear(hook("incoming", "1.0", -500, { aNumber: "20000008" }));
    hear(hook("answered", "1.0", -490, { aNumber: "20000008" }));
    hear(hook("ended", "1.0", -400, { durationSeconds: 90 }));
    hear(hook("incoming", "1.1", 0));
    expect([...notifier.open.values()]).toMatchObject([
      { title: "Bo Lund ringer", body: expect.stringContaining("eller 1 anden med samme nummer") },
    ]);
  });
});

describe("whom he blocked", () => {
  it("raises no notification, and his calls are in the list, marked", () => {
    const { hear, notifier, state, board, writing, clock } = setUpBoard();
    writing.mark("crm:1", { blocked: true });
    hear(hook("incoming", "1.1", 0));
    expect(state.snapshot.liveCalls).toMatchObject([{ caller: { name: "Anna Holm", blocked: true } }]);
    hear(hook("ended", "1.1", 20));
    clock.advance(3_000);
    expect(notifier.shown).toBe(0);
    expect(board.history({ filter: "missed", limit: 5 }).calls).toMatchObject([{ caller: { blocked: true } }]);
  });

  it("while it rings, the notification goes, and comes back when he changes his mind", () => {
    const { hear, notifier, board, writing } = setUpBoard();
    hear(hook("incoming", "1.1", 0));
    writing.mark("crm:1", { blocked: true });
    board.namesChanged();
    expect(notifier.open.size).toBe(0);
    writing.mark("crm:1", { blocked: false });
    board.namesChanged();
    expect(notifier.titles).toEqual(["Anna Holm ringer"]);
  });
});

describe("whom he marked VIP", () => {
  it("is heard where he chose that, and a missed call from him stays on the screen", () => {
    const { hear, notifier, writing, clock, settings } = setUpBoard();
    settings.update({ notificationSound: "vips" });
    writing.mark("crm:1", { vip: true });
    hear(hook("incoming", "1.1", 0));
    hear(hook("incoming", "1.2", 1, { aNumber: "20304050" }));
    expect([...notifier.open.values()]).toMatchObject([{ silent: false }, { silent: true }]);
    hear(hook("ended", "1.1", 20));
    clock.advance(3_000);
    expect(notifier.open.get("call:1.1")).toMatchObject({ silent: false, stay: "lasting" });
  });
});

describe("the conversation before", () => {
  it("is told with whom, when and how long: the employee himself", () => {
    const { hear, notifier } = setUpBoard();
    hear(hook("incoming", "1.0", -20 * DAY));
    hear(hook("answered", "1.0", -20 * DAY + 5));
    hear(hook("ended", "1.0", -20 * DAY + 245, { durationSeconds: 240 }));
    hear(hook("incoming", "1.1", 0));
    expect(body(notifier)).toBe(
      "Holm Byg A/S · 86 51 51 51\nKunde 4711\nSidst talt sammen: tirsdag 3. november, 4 min.",
    );
  });

  it("or a colleague who answered for him; a missed call since is none", async () => {
    const { hear, notifier, colleagues, state } = setUpBoard();
    await colleagues.set([employee("203", "Mette Sørensen")]);
    hear(hook("incoming", "1.0", -2 * DAY, { rungPhones: 2 }));
    hear(hook("answered", "1.0", -2 * DAY + 5, { employee: "203" }));
    hear(hook("ended", "1.0", -2 * DAY + 245, { durationSeconds: 240 }));
    hear(hook("incoming", "1.05", -DAY));
    hear(hook("ended", "1.05", -DAY + 20));
    hear(hook("incoming", "1.1", 0));
    expect(body(notifier)).toContain("Sidst talt med Mette Sørensen: lørdag 21. november");
    expect(state.snapshot.liveCalls).toMatchObject([
      { lastConversation: { answeredBy: { localNumber: "203", name: "Mette Sørensen" } } },
    ]);
  });

  it("on another of his numbers is told too; on a number that several have, only of that number", () => {
    const { hear, notifier, index } = setUpBoard();
    index.set("crm", "3", contact("Bo Lund", { numbers: ["20000001", "20000002", "70101010"] }));
    index.set("crm", "4", contact("Eva Ravn", { numbers: ["70101010"] }));
    hear(hook("incoming", "1.0", -DAY, { aNumber: "20000001" }));
    hear(hook("answered", "1.0", -DAY + 5, { aNumber: "20000001" }));
    hear(hook("ended", "1.0", -DAY + 65, { durationSeconds: 60 }));
    hear(hook("incoming", "1.1", 0, { aNumber: "20000002" }));
    expect(body(notifier)).toMatch(/Sidst talt sammen: i går kl\. \d\d\.\d\d, 1 min\./);
    hear(hook("ended", "1.1", 10));
    hear(hook("incoming", "1.2", 200, { aNumber: "70101010" }));
    expect(notifier.open.get("call:1.2")?.body).not.toContain("Sidst talt");
  });

  it("is not told where names are hidden", () => {
    const { hear, notifier, settings } = setUpBoard();
    hear(hook("incoming", "1.0", -DAY));
    hear(hook("answered", "1.0", -DAY + 5));
    hear(hook("ended", "1.0", -DAY + 65, { durationSeconds: 60 }));
    settings.update({ hideNames: true });
    hear(hook("incoming", "1.1", 0));
    expect(body(notifier)).toBe("");
  });
});
