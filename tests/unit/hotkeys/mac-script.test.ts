import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";

const script = readFileSync(join(import.meta.dirname, "../../../resources/selection/copy-selection.js"), "utf8");

/** What osascript gives the script: Quartz and Foundation, as far as it uses them. Its input ends after the last question. */
function ask(questions: string[], flags: (now: number) => number) {
  const answers: string[] = [];
  const posted: { key: number; isDown: boolean; flags: number }[] = [];
  let now = 0;
  const remaining = [...questions];
  const data = (text: string) => ({ length: text.length, text });
  const quartz = Object.assign((text?: string) => ({ dataUsingEncoding: () => data(text ?? "") }), {
    CGEventSourceFlagsState: () => flags(now),
    CGEventCreateKeyboardEvent: (_source: unknown, key: number, isDown: boolean) => ({ key, isDown, flags: 0 }),
    CGEventSetFlags: (event: { flags: number }, value: number) => {
      event.flags = value;
    },
    CGEventPost: (_tap: number, event: (typeof posted)[number]) => void posted.push(event),
    NSThread: {
      sleepForTimeInterval: (seconds: number) => {
        now += seconds * 1_000;
      },
    },
    NSUTF8StringEncoding: 4,
    NSString: { alloc: { initWithDataEncoding: (given: { text: string }) => given.text } },
    NSFileHandle: {
      fileHandleWithStandardInput: {
        get availableData() {
          return data(remaining.shift() ?? "");
        },
      },
      fileHandleWithStandardOutput: { writeData: (given: { text: string }) => void answers.push(given.text) },
    },
  });
  const result = runInNewContext(script, {
    ObjC: { import: () => {}, unwrap: (text: string) => text },
    $: quartz,
    Date: { now: () => now },
  });
  return { answers, posted, result };
}

const COMMAND = 0x100000;

describe("the script that copies on a Mac", () => {
  it("waits for the keys, presses command and C, and ends with its input without another word", () => {
    const { answers, posted, result } = ask(["wait\n", "copy\n"], (now) => (now < 300 ? COMMAND : 0));
    expect(answers).toEqual(["ready\n", "sent\n"]);
    expect(posted).toEqual([
      { key: 8, isDown: true, flags: COMMAND },
      { key: 8, isDown: false, flags: COMMAND },
    ]);
    expect(result).toBeUndefined();
  });

  it("presses nothing while any modifier is held", () => {
    for (const flag of [0x20000, 0x40000, 0x80000, COMMAND]) {
      const { answers, posted } = ask(["wait\n", "copy\n"], () => flag);
      expect(answers).toEqual(["held\n", "held\n"]);
      expect(posted).toEqual([]);
    }
  });

  it("does nothing else, whatever it is told", () => {
    const { answers, posted } = ask(["paste\n", "copy; wait\n"], () => 0);
    expect(answers).toEqual(["failed\n", "failed\n"]);
    expect(posted).toEqual([]);
  });
});
