import { describe, expect, it } from "vitest";
import { type BarContent, DialBar } from "../../../electron/main/services/dial-bar.ts";
import type { Outcome } from "../../../electron/main/services/failure.ts";
import type { Selection } from "../../../electron/main/services/selection-capture.ts";
import { SelectionDialling } from "../../../electron/main/services/selection-dialling.ts";
import type { BarView } from "../../../shared/ipc/dial-bar.ts";
import { findNumbers } from "../../../shared/phone-numbers/find-numbers.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";

/** A bar that writes down what it is told, for somebody who dials what he selects at once. */
function setUp(selection: () => Promise<Selection>, copied = "") {
  const opened: BarContent[] = [];
  const dialled: string[] = [];
  const dialling = new SelectionDialling({
    capture: { capture: selection },
    clipboard: { readText: async () => copied },
    bar: {
      prepare: () => {},
      open: (content = {}) => void opened.push(content),
      async dial(number) {
        dialled.push(number);
        return { ok: true, value: undefined };
      },
    },
    suggestions: {
      numbersIn: (text) =>
        findNumbers(text).map(({ number }) => ({ number, displayNumber: number, kind: "pasted" as const })),
    },
    settings: new FakeSettings({ dialSelectionAtOnce: true }),
  });
  return { dialling, opened, dialled };
}

describe("dialling what is selected at once", () => {
  it("where a selection is too long, the half of a number is not dialled", async () => {
    for (let shift = 0; shift <= 30; shift += 1) {
      const text = `${"x ".repeat(9_985)}${" ".repeat(shift)}+49 1512 3456789 `;
      const { dialling, dialled } = setUp(async () => ({ kind: "text", text }));
      await dialling.dialSelection();
      for (const number of dialled) expect(number).toBe("+4915123456789");
    }
  });

  it("numbers in a long column are still found, without the one at its cut end", async () => {
    const text = "86 51 51 51\n20 30 40 50\n".repeat(1_000);
    const { dialling, opened, dialled } = setUp(async () => ({ kind: "text", text }));
    await dialling.dialSelection();
    const numbers = new Set(opened[0]?.found?.map(({ number }) => number));
    expect([...numbers]).toEqual(["86515151", "20304050"]);
    expect(dialled).toEqual([]);
  });

  it("what is on the clipboard is shown first: he cannot see what that is", async () => {
    const { dialling, opened, dialled } = setUp(async () => ({ kind: "nothing" }), "86 51 51 51");
    await dialling.dialClipboard();
    expect(opened).toEqual([{ text: "86515151" }]);
    expect(dialled).toEqual([]);
  });

  it("a hotkey that is pressed twice dials once", async () => {
    const { dialling, opened, dialled } = setUp(async () => ({ kind: "text", text: "Ring 86 51 51 51" }));
    await Promise.all([dialling.dialSelection(), dialling.dialSelection()]);
    expect(dialled).toEqual(["86515151"]);
    expect(opened).toHaveLength(1);
    await dialling.dialSelection();
    expect(opened).toHaveLength(2);
  });
});

describe("a call that is started in the bar", () => {
  function barOn(start: () => Promise<Outcome<{ dialId: string }>>, preview: () => Promise<never>) {
    const shown: BarView[] = [];
    const started: string[] = [];
    const bar = new DialBar({
      window: {
        prepare: () => {},
        show: (view) => void shown.push(view),
        update: (view) => void shown.push(view),
        hide: () => {},
        resize: () => {},
      },
      state: freshState(),
      clock: new FakeClock(),
      dial: {
        start(number) {
          started.push(number);
          return start();
        },
        dismiss: () => ({ ok: true, value: undefined }),
      },
      suggestions: { preview },
    });
    return { bar, shown, started };
  }

  const rings = async (): Promise<Outcome<{ dialId: string }>> => ({ ok: true, value: { dialId: "d1" } });

  it("does not wait until it is known whose number it is", () => {
    const { bar, started } = barOn(rings, () => new Promise(() => {}));
    bar.open();
    void bar.dial("86515151");
    expect(started).toEqual(["86515151"]);
  });

  it("rings also where that cannot be found out", async () => {
    const { bar, shown } = barOn(rings, () => Promise.reject(new Error("the database is damaged")));
    bar.open();
    await bar.dial("86515151");
    expect(shown.at(-1)?.call).toEqual({ displayNumber: "86515151", state: "lift-phone" });
  });

  it("says so where it could not be started at all, and can be tried again", async () => {
    const { bar, shown, started } = barOn(
      () => Promise.reject(new Error("no keychain")),
      () => new Promise(() => {}),
    );
    bar.open();
    await bar.dial("86515151");
    expect(shown.at(-1)?.call).toMatchObject({ state: "failed", problem: { code: "internal" } });
    await bar.dial("86515151");
    expect(started).toHaveLength(2);
  });
});
