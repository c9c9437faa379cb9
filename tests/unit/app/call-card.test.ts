import { expect, it } from "vitest";
import { hook } from "../calls/story.ts";
import { setUpBoard } from "./board.ts";

function setUp(notificationStyle: "card" | "both" | "system" | "none" = "card") {
  const board = setUpBoard();
  board.settings.update({ notificationStyle });
  return board;
}

it.each([
  ["system", 0, 1],
  ["card", 1, 0],
  ["both", 1, 1],
  ["none", 0, 0],
] as const)("%s: a call is on the card %i times, and %i times a notification", (style, onCard, notified) => {
  const { hear, cardWindow, notifier } = setUp(style);
  hear(hook("incoming", "1.1", 0));
  expect(cardWindow.names).toHaveLength(onCard);
  expect(notifier.open.size).toBe(notified);
});

it("says who calls, from where and what helps", () => {
  const { hear, cardWindow } = setUp();
  hear(hook("incoming", "1.1", 0, { lineName: "Hovednummer" }));
  expect(cardWindow.view).toMatchObject({
    locale: "da",
    calls: [
      {
        tone: "ringing",
        state: "Ringer",
        name: "Anna Holm",
        lines: ["Holm Byg A/S · 86\u00a051\u00a051\u00a051", "via Hovednummer", "Kunde 4711"],
        buttons: [{ action: "open", text: "Åbn" }],
        dismiss: "Skjul opkaldet fra Anna Holm",
      },
    ],
  });
});

it("he answers: the card says so and goes, though they still talk", () => {
  const { hear, cardWindow, clock } = setUp();
  hear(hook("incoming", "1.1", 0));
  hear(hook("answered", "1.1", 4));
  expect(cardWindow.view?.calls).toMatchObject([{ tone: "talking", state: "I samtale" }]);
  clock.advance(6_000);
  expect(cardWindow.view).toBeUndefined();
  hear(hook("ended", "1.1", 64, { durationSeconds: 60 }));
  expect(cardWindow.view).toBeUndefined();
});

it("a colleague answers: by whom, and it goes", () => {
  const { hear, cardWindow, clock } = setUp();
  hear(hook("incoming", "1.1", 0, { rungPhones: 2 }));
  hear(hook("answered", "1.1", 4, { employee: "203", employeeName: "Mette Sørensen" }));
  expect(cardWindow.view?.calls).toMatchObject([
    { tone: "elsewhere", state: "Besvaret af Mette Sørensen", buttons: [] },
  ]);
  clock.advance(6_000);
  expect(cardWindow.view).toBeUndefined();
});

it("nobody answers: it says missed, and stays until he has seen the list", () => {
  const { hear, cardWindow, clock, board } = setUp();
  hear(hook("incoming", "1.1", 0));
  hear(hook("ended", "1.1", 20));
  clock.advance(3_000);
  expect(cardWindow.view?.calls).toMatchObject([
    {
      tone: "missed",
      state: expect.stringMatching(/^Ubesvaret kl\. \d\d\.\d\d$/),
      buttons: [{ action: "call-back" }, { action: "open" }],
    },
  ]);
  clock.advance(24 * 3_600_000);
  expect(cardWindow.names).toEqual(["Anna Holm"]);
  board.markMissedSeen();
  expect(cardWindow.view).toBeUndefined();
});

it("dismissed, the same ring does not bring it back; a button leads to the call", () => {
  const { hear, cardWindow, card, wishes, clock } = setUp();
  hear(hook("incoming", "1.1", 0));
  card.act("1.1", "dismiss");
  hear(hook("incoming", "1.1", 10));
  expect(cardWindow.view).toBeUndefined();
  expect(wishes).toEqual([]);
  hear(hook("ended", "1.1", 20));
  clock.advance(3_000);
  card.act("1.1", "call-back");
  card.act("no-such", "open");
  expect(wishes).toEqual([{ type: "call-back", key: "1.1" }]);
  expect(cardWindow.view).toBeUndefined();
});

it("several: those that ring first, the newest on top, three and how many more", () => {
  const { hear, cardWindow, clock } = setUp();
  hear(hook("incoming", "1.0", 0));
  hear(hook("ended", "1.0", 20));
  clock.advance(3_000);
  for (let n = 1; n <= 4; n += 1) hear(hook("incoming", `1.${n}`, 30 + n, { aNumber: `2000000${n}` }));
  expect(cardWindow.names).toEqual(["20 00 00 04", "20 00 00 03", "20 00 00 02"]);
  expect(cardWindow.view?.more).toBe("og 2 til");
});

it("hidden names are hidden on the card too, and what says the same is not shown anew", () => {
  const { hear, cardWindow, settings, board } = setUp();
  settings.update({ hideNames: true });
  hear(hook("incoming", "1.1", 0));
  expect(JSON.stringify(cardWindow.view)).not.toMatch(/Anna|Holm|86 51/);
  const { shown } = cardWindow;
  board.refresh();
  expect(cardWindow.shown).toBe(shown);
});

it("names that are hidden later are hidden on what is there, of calls that are long over too", () => {
  const { hear, cardWindow, settings, board, clock } = setUp();
  hear(hook("incoming", "1.1", 0));
  hear(hook("ended", "1.1", 10));
  clock.advance(1_200_000);
  hear(hook("incoming", "1.2", 1_210));
  expect(cardWindow.names).toEqual(["Anna Holm", "Anna Holm"]);
  settings.update({ hideNames: true });
  board.refresh();
  expect(cardWindow.view?.calls).toHaveLength(2);
  expect(JSON.stringify(cardWindow.view)).not.toMatch(/Anna|Holm|86 51/);
  hear(hook("answered", "1.2", 1_214));
  expect(JSON.stringify(cardWindow.view)).not.toMatch(/Anna|Holm|86 51/);
});

it("a replayed call raises none, and quiet takes it away", () => {
  const { hear, cardWindow, quiet, clock } = setUp();
  hear(hook("incoming", "1.0", 0), true);
  clock.advance(200_000);
  expect(cardWindow.shown).toBe(0);
  hear(hook("incoming", "1.1", 300));
  quiet.begin("hour");
  expect(cardWindow.view).toBeUndefined();
});
