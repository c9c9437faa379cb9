import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SelectionSource } from "../../../electron/main/ports/selection-source.ts";
import { SelectionCapture } from "../../../electron/main/services/selection-capture.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { FakeDesktop } from "../../fakes/fake-desktop.ts";
import { fakeRandom } from "../../fakes/fake-random.ts";

const before = { "text/plain": "20304050", "text/html": "<i>20304050</i>", "image/png": "…" };

function setUp(prepare: (desktop: FakeDesktop) => void = () => {}, source?: SelectionSource) {
  const clock = new FakeClock();
  const desktop = new FakeDesktop(clock, before);
  prepare(desktop);
  const logged: string[] = [];
  const log = (message: string, fields?: object) => logged.push(`${message} ${JSON.stringify(fields)}`);
  let isAllowed = true;
  const capture = new SelectionCapture({
    source: source ?? { kind: "copy", key: desktop, isAllowed: () => isAllowed },
    clipboard: desktop,
    clock,
    random: fakeRandom(),
    logger: { info: log, warn: log, error: log },
  });
  return {
    clock,
    desktop,
    logged,
    capture,
    forbid: () => {
      isAllowed = false;
    },
    /** Lets time pass until it is done. */
    async captured() {
      let isDone = false;
      const selection = capture.capture().finally(() => {
        isDone = true;
      });
      const start = clock.now();
      while (!isDone) {
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        if (!isDone) clock.advance(10);
        if (clock.now() - start > 5_000) throw new Error("it takes too long");
      }
      return { selection: await selection, took: clock.now() - start };
    },
  };
}

const onClipboard = (desktop: FakeDesktop) => Object.fromEntries(desktop.content);

describe("what is selected is fetched by copying", () => {
  it("and the clipboard is as before, in all formats", async () => {
    const { desktop, captured } = setUp((one) => {
      one.selected = "Ring 86 51 51 51";
    });
    expect((await captured()).selection).toEqual({ kind: "text", text: "Ring 86 51 51 51" });
    expect(onClipboard(desktop)).toEqual(before);
  });

  it("from a program that is slow, for half a second", async () => {
    const { desktop, captured } = setUp((one) => {
      one.selected = "86515151";
      one.slowness = 480;
    });
    expect((await captured()).selection).toEqual({ kind: "text", text: "86515151" });
    expect(onClipboard(desktop)).toEqual(before);
  });

  it("from a program that empties the clipboard before it writes", async () => {
    const { desktop, captured } = setUp((one) => {
      one.selected = "86515151";
      one.slowness = 40;
      one.emptyFor = 60;
    });
    expect((await captured()).selection).toEqual({ kind: "text", text: "86515151" });
    expect(onClipboard(desktop)).toEqual(before);
  });

  it("also when it is just what was on the clipboard", async () => {
    const { captured } = setUp((one) => {
      one.selected = "20304050";
    });
    expect((await captured()).selection).toEqual({ kind: "text", text: "20304050" });
  });
});

describe("what was on the clipboard is never taken for what is selected", () => {
  it("when nothing is selected", async () => {
    const { desktop, captured } = setUp();
    const { selection, took } = await captured();
    expect(selection).toEqual({ kind: "nothing" });
    expect(took).toBeGreaterThanOrEqual(500);
    expect(took).toBeLessThan(600);
    expect(onClipboard(desktop)).toEqual(before);
  });

  it("when something else is copied while he still holds the keys", async () => {
    const { desktop, captured } = setUp((one) => {
      one.whileHeld = () => one.copy({ "text/plain": "20304050" });
    });
    expect((await captured()).selection).toEqual({ kind: "nothing" });
    expect(onClipboard(desktop)).toEqual({ "text/plain": "20304050" });
  });

  it("when he holds the keys too long: then the clipboard is not touched", async () => {
    const { desktop, captured } = setUp((one) => {
      one.keyFailure = "held";
    });
    expect((await captured()).selection).toEqual({ kind: "unavailable", why: "held" });
    expect(desktop.texts).toEqual([]);
  });

  it("when a picture is selected, of which there is no text", async () => {
    const { desktop, captured } = setUp((one) => {
      one.afterPress = () => one.copy({ "image/png": "a picture" });
    });
    expect((await captured()).selection).toEqual({ kind: "nothing" });
    expect(onClipboard(desktop)).toEqual(before);
  });

  it("when the program takes too long", async () => {
    const { captured } = setUp((one) => {
      one.selected = "86515151";
      one.slowness = 2_000;
    });
    expect((await captured()).selection).toEqual({ kind: "nothing" });
  });

  it("when the key could not be pressed", async () => {
    for (const why of ["permission", "held", "failed"] as const) {
      const { desktop, captured } = setUp((one) => {
        one.selected = "86515151";
        one.keyFailure = why;
      });
      expect((await captured()).selection).toEqual({ kind: "unavailable", why });
      expect(onClipboard(desktop)).toEqual(before);
    }
  });
});

describe("the clipboard", () => {
  it("is left alone where somebody copied something else meanwhile", async () => {
    const { desktop, clock, captured } = setUp((one) => {
      one.selected = "86515151";
      one.slowness = 30;
    });
    // Just after the program has copied, he does himself.
    const read = desktop.readText.bind(desktop);
    desktop.readText = async () => {
      const text = await read();
      if (text === "86515151") desktop.copy({ "text/plain": "his own" });
      return text;
    };
    clock.advance(0);
    expect((await captured()).selection).toEqual({ kind: "text", text: "86515151" });
    expect(onClipboard(desktop)).toEqual({ "text/plain": "his own" });
  });

  it("is not touched before macOS allows it, nor where X11 or Wayland is asked", async () => {
    const mac = setUp();
    mac.forbid();
    expect((await mac.captured()).selection).toEqual({ kind: "unavailable", why: "permission" });
    const x11 = setUp(undefined, { kind: "primary", read: async () => " 86515151 " });
    expect((await x11.captured()).selection).toEqual({ kind: "text", text: " 86515151 " });
    const empty = setUp(undefined, { kind: "primary", read: async () => " \n" });
    expect((await empty.captured()).selection).toEqual({ kind: "nothing" });
    const wayland = setUp(undefined, { kind: "none" });
    expect((await wayland.captured()).selection).toEqual({ kind: "unavailable", why: "wayland" });
    for (const { desktop } of [mac, x11, empty, wayland]) expect(desktop.texts).toEqual([]);
  });

  it("may fail in every way: then nothing is fetched, and what is in it is not logged", async () => {
    for (const what of ["save", "write", "read", "restore"]) {
      const { captured, logged } = setUp((one) => {
        one.selected = "86515151";
        one.broken.add(what);
      });
      const { selection } = await captured();
      expect(selection).toEqual(
        what === "restore" ? { kind: "text", text: "86515151" } : { kind: "unavailable", why: "failed" },
      );
      expect(logged.length).toBeGreaterThan(0);
      expect(logged.join()).not.toContain("86515151");
    }
  });
});

describe("a program that owns the clipboard and hangs", () => {
  it("holds up one press, and not those after it", async () => {
    let reads = 0;
    const read = () => {
      reads += 1;
      return reads === 1 ? new Promise<string>(() => {}) : Promise.resolve("86515151");
    };
    const { capture, clock } = setUp(undefined, { kind: "primary", read });
    const first = capture.capture();
    clock.advance(10_000);
    expect(await first).toEqual({ kind: "unavailable", why: "failed" });
    expect(await capture.capture()).toEqual({ kind: "text", text: "86515151" });
    expect(clock.waiting).toBe(0);
  });

  it("and comes to itself when nobody waits any more: then nothing is written or pressed", async () => {
    const { capture, clock, desktop } = setUp((one) => {
      one.selected = "86515151";
    });
    let goOn = () => {};
    const saved = await desktop.save();
    desktop.save = () =>
      new Promise((resolve) => {
        goOn = () => resolve(saved);
      });
    const first = capture.capture();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    clock.advance(10_000);
    expect(await first).toEqual({ kind: "unavailable", why: "failed" });
    goOn();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(desktop.texts).toEqual([]);
    expect(onClipboard(desktop)).toEqual(before);
  });
});

it("a second press while the first is under way is answered with it", async () => {
  const { capture, captured, desktop } = setUp((one) => {
    one.selected = "86515151";
    one.slowness = 100;
  });
  const second = captured();
  expect(await capture.capture()).toEqual({ kind: "text", text: "86515151" });
  await second;
  expect(desktop.texts).toHaveLength(2);
});

it("whatever is selected, however slow the program: it is that or nothing, and the clipboard is as before", async () => {
  const selected = fc.option(fc.string({ maxLength: 40 }), { nil: undefined });
  const milliseconds = fc.integer({ min: 0, max: 300 });
  await fc.assert(
    fc.asyncProperty(selected, milliseconds, milliseconds, async (text, slowness, emptyFor) => {
      const { desktop, captured } = setUp((one) => {
        one.selected = text;
        one.slowness = slowness;
        one.emptyFor = emptyFor;
      });
      const { selection } = await captured();
      if (text === undefined || text.trim() === "") expect(selection).toEqual({ kind: "nothing" });
      else if (slowness + emptyFor < 480) expect(selection).toEqual({ kind: "text", text });
      else expect([text, undefined]).toContain(selection.kind === "text" ? selection.text : undefined);
      if (slowness + emptyFor < 480) expect(onClipboard(desktop)).toEqual(before);
    }),
    { numRuns: 60 },
  );
});
