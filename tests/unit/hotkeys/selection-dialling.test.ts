import { describe, expect, it } from "vitest";
import type { Settings } from "../../../electron/main/ports/settings-store.ts";
import { DialBar } from "../../../electron/main/services/dial-bar.ts";
import type { DialSuggestions } from "../../../electron/main/services/dial-suggestions.ts";
import type { Outcome } from "../../../electron/main/services/failure.ts";
import type { Selection } from "../../../electron/main/services/selection-capture.ts";
import { SelectionDialling } from "../../../electron/main/services/selection-dialling.ts";
import type { BarView } from "../../../shared/ipc/dial-bar.ts";
import { toDialable } from "../../../shared/phone-numbers/dialable.ts";
import { findNumbers } from "../../../shared/phone-numbers/find-numbers.ts";
import { freshState } from "../../fakes/app-state.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { FakeSettings } from "../../fakes/fake-settings.ts";

/** As `DialSuggestions` has it, of nobody who is known. */
const suggestions: Pick<DialSuggestions, "preview" | "numbersIn"> = {
  async preview(text) {
    const dialable = toDialable(text);
    return dialable.ok
      ? { number: dialable.number, displayNumber: dialable.display, suggestions: [] }
      : { suggestions: [] };
  },
  numbersIn: (text) =>
    findNumbers(text).flatMap(({ number }) => {
      const dialable = toDialable(number);
      if (!dialable.ok) return [];
      const { warning } = dialable;
      return [
        {
          number: dialable.number,
          displayNumber: dialable.display,
          kind: "pasted" as const,
          ...(warning === undefined ? {} : { warning }),
        },
      ];
    }),
};

/** A bar's window: what it shows, and what happened to it. */
class FakeBarWindow {
  shown: BarView | undefined;
  readonly heights: number[] = [];
  readonly events: string[] = [];

  prepare(): void {
    this.events.push("prepare");
  }
  show(view: BarView): void {
    this.events.push("show");
    this.shown = view;
  }
  update(view: BarView): void {
    if (this.shown !== undefined) this.shown = view;
  }
  hide(): void {
    this.shown = undefined;
  }
  resize(height: number): void {
    this.heights.push(height);
  }
}

function setUp(settings: Partial<Settings> = {}) {
  const window = new FakeBarWindow();
  const clock = new FakeClock();
  const state = freshState();
  const dialled: string[] = [];
  let dismissed = 0;
  let answer: Outcome<{ dialId: string }> = { ok: true, value: { dialId: "d1" } };
  let wait: Promise<void> | undefined;
  const bar = new DialBar({
    window,
    state,
    clock,
    suggestions,
    dial: {
      async start(number) {
        dialled.push(number);
        await wait;
        return answer;
      },
      dismiss() {
        dismissed += 1;
        return { ok: true, value: undefined };
      },
    },
  });
  let selection: Selection = { kind: "nothing" };
  let clipboard = "";
  let clipboardReads = 0;
  const dialling = new SelectionDialling({
    bar,
    suggestions,
    settings: new FakeSettings(settings),
    capture: {
      async capture() {
        window.events.push("capture");
        return selection;
      },
    },
    clipboard: {
      async readText() {
        clipboardReads += 1;
        return clipboard;
      },
    },
  });
  return {
    window,
    clock,
    state,
    bar,
    dialling,
    dialled,
    get dismissed() {
      return dismissed;
    },
    get clipboardReads() {
      return clipboardReads;
    },
    selects(next: Selection | string) {
      selection = typeof next === "string" ? { kind: "text", text: next } : next;
      return dialling.dialSelection();
    },
    copies(text: string) {
      clipboard = text;
    },
    answers(next: Outcome<{ dialId: string }>, after?: Promise<void>) {
      answer = next;
      wait = after;
    },
  };
}

describe("what was selected", () => {
  it("one number fills the bar, and is not dialled", async () => {
    const { window, dialled, selects } = setUp();
    await selects("Ring til os på 86 51 51 51, eller skriv.");
    expect(window.shown).toMatchObject({ text: "86 51 51 51", found: [] });
    expect(dialled).toEqual([]);
    // The other program keeps the focus until it has copied.
    expect(window.events).toEqual(["prepare", "capture", "show"]);
  });

  it("one number is dialled at once where he chose so", async () => {
    const { window, dialled, selects, clock } = setUp({ dialSelectionAtOnce: true });
    await selects("+45 (0) 86 51 51 51");
    expect(dialled).toEqual(["86515151"]);
    expect(window.shown?.call).toMatchObject({ state: "lift-phone", displayNumber: "86 51 51 51" });
    clock.advance(3_000);
    expect(window.shown).toBeUndefined();
  });

  it("several are listed, also where he chose to dial at once", async () => {
    const { window, dialled, selects } = setUp({ dialSelectionAtOnce: true });
    await selects("Kontor: 86 51 51 51\nMobil: 20 30 40 50\n");
    expect(window.shown).toMatchObject({ text: "", found: [{ number: "86515151" }, { number: "20304050" }] });
    expect(dialled).toEqual([]);
  });

  it("what costs or alarms is never dialled at once", async () => {
    const { window, dialled, selects } = setUp({ dialSelectionAtOnce: true });
    for (const text of ["Ring 112", "Ring på tlf. 90 12 34 56"]) {
      await selects(text);
      expect(window.shown).toBeDefined();
    }
    expect(dialled).toEqual([]);
  });

  it("a name, and digits that are no number in a text, are put in as they are", async () => {
    const { window, dialled, selects } = setUp({ dialSelectionAtOnce: true });
    await selects("  Jens \n Østergaard ");
    expect(window.shown).toMatchObject({ text: "Jens Østergaard" });
    await selects("6050");
    expect(window.shown).toMatchObject({ text: "6050" });
    expect(dialled).toEqual([]);
  });

  it("a text without any number opens it empty, and says so", async () => {
    const { window, selects } = setUp();
    await selects("Vi mødes den 12.05.2026 kl. 10.15 i mødelokalet, og fakturaen er på 12.500 kr. inklusive moms.");
    expect(window.shown).toMatchObject({ text: "", found: [], hint: "no-number", offersClipboard: false });
  });

  it("nothing opens it empty; the clipboard is not looked at", async () => {
    const test = setUp({ dialSelectionAtOnce: true });
    test.copies("20304050");
    await test.selects({ kind: "nothing" });
    expect(test.window.shown).toMatchObject({ text: "", found: [], hint: "nothing", offersClipboard: false });
    for (const why of ["permission", "wayland", "held", "failed"] as const) {
      await test.selects({ kind: "unavailable", why });
      expect(test.window.shown).toMatchObject({ text: "", hint: why, offersClipboard: true });
      expect(test.window.shown?.offersPermission).toBe(why === "permission");
    }
    expect(test.clipboardReads).toBe(0);
    expect(test.dialled).toEqual([]);
  });

  it("what he copied himself is taken when he says so", async () => {
    const test = setUp();
    test.copies("ring 20 30 40 50");
    await test.dialling.dialClipboard();
    expect(test.window.shown).toMatchObject({ text: "20 30 40 50" });
    test.copies("");
    await test.dialling.dialClipboard();
    expect(test.window.shown).toMatchObject({ text: "", hint: "nothing-copied" });
  });
});

describe("the dial bar", () => {
  it("a second Enter dials nothing", async () => {
    const { bar, dialled } = setUp();
    bar.open();
    await Promise.all([bar.dial("86515151"), bar.dial("86515151"), bar.dial("20304050")]);
    await bar.dial("86515151");
    expect(dialled).toEqual(["86515151"]);
  });

  it("what went wrong stays until it has been read", async () => {
    const test = setUp();
    test.answers({ ok: false, code: "no-login", message: "" });
    test.bar.open();
    await test.bar.dial("86515151");
    expect(test.window.shown?.call).toMatchObject({ state: "failed", problem: { code: "no-login" } });
    test.clock.advance(60_000);
    expect(test.window.shown?.call?.state).toBe("failed");
    test.bar.clear();
    expect(test.window.shown?.call).toBeUndefined();
    expect(test.dismissed).toBe(1);
    await test.bar.dial("20304050");
    expect(test.dialled).toEqual(["86515151", "20304050"]);
  });

  it("where nobody knows whether it rings, it is not asked a second time", async () => {
    const test = setUp();
    test.answers({ ok: false, code: "pbx-timeout", message: "" });
    test.bar.open();
    test.state.update({
      dial: { dialId: "d1", number: "86515151", displayNumber: "86 51 51 51", state: "unsure" },
    });
    await test.bar.dial("86515151");
    expect(test.window.shown?.call?.state).toBe("unsure");
    await test.bar.dial("86515151");
    expect(test.dialled).toEqual(["86515151"]);
    test.bar.close();
    expect(test.dismissed).toBe(0);
  });

  it("closed while the PBX is asked, it stays closed; opened anew, it shows nothing of it", async () => {
    const test = setUp();
    let answered = () => {};
    const wait = new Promise<void>((resolve) => {
      answered = resolve;
    });
    test.answers({ ok: true, value: { dialId: "d1" } }, wait);
    test.bar.open();
    const dialled = test.bar.dial("86515151");
    test.bar.close();
    test.bar.open({ text: "another" });
    answered();
    await dialled;
    expect(test.window.shown).toMatchObject({ text: "another" });
    expect(test.window.shown?.call).toBeUndefined();
    test.clock.advance(10_000);
    expect(test.window.shown).toBeDefined();
    expect(test.clock.waiting).toBe(0);
  });

  it("its hotkey opens it and closes it", () => {
    const { bar, window } = setUp();
    bar.toggle();
    expect(window.shown).toMatchObject({ text: "", found: [] });
    expect(window.shown).not.toHaveProperty("hint");
    bar.toggle();
    expect(window.shown).toBeUndefined();
  });

  it("every change is newer than the one before", () => {
    const { bar, window } = setUp();
    bar.open({ text: "first" });
    const first = window.shown;
    bar.open({ text: "second" });
    expect(window.shown?.rev).toBeGreaterThan(first?.rev ?? 0);
    expect(window.shown?.opened).toBeGreaterThan(first?.opened ?? 0);
  });
});
