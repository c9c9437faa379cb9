import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CallFlowPolling } from "../../../electron/main/services/call-flow-polling.ts";
import { FakeClock } from "../../fakes/fake-clock.ts";
import { fakeRandom } from "../../fakes/fake-random.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Questions are answered at once, unless a test holds them back. */
function setUp() {
  const clock = new FakeClock();
  const held: (() => void)[] = [];
  const asked: number[] = [];
  const pbx = { holdsBack: false };
  const start = clock.now();
  const polling = new CallFlowPolling({
    clock,
    random: fakeRandom(),
    async ask() {
      asked.push((clock.now() - start) / SECOND);
      if (pbx.holdsBack) await new Promise<void>((resolve) => held.push(resolve));
    },
  });
  /** Second by second, so that what was answered is known before the next. */
  const pass = async (milliseconds: number) => {
    for (let left = milliseconds; left > 0; left -= SECOND) {
      clock.advance(Math.min(left, SECOND));
      await settled();
    }
  };
  const answer = async () => {
    held.shift()?.();
    await settled();
  };
  return { polling, asked, pass, answer, pbx, clock };
}

async function settled(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

describe("call flows are asked for", () => {
  it("never before the connection is there, and at once when it is", async () => {
    const { polling, asked, pass } = setUp();
    polling.windowShown(true);
    polling.viewShown(true);
    polling.changed();
    await polling.ask();
    await pass(10 * MINUTE);
    expect(asked).toEqual([]);
    polling.online();
    expect(asked).toEqual([600]);
  });

  it("every five minutes, give or take, while nobody looks", async () => {
    const { polling, asked, pass } = setUp();
    polling.online();
    await settled();
    await pass(11 * MINUTE);
    expect(asked).toEqual([0, 300, 600]);
  });

  it("every half minute while the window shows, and every ten seconds while it shows them", async () => {
    const { polling, asked, pass } = setUp();
    polling.online();
    await pass(MINUTE);
    polling.windowShown(true);
    await settled();
    await pass(35 * SECOND);
    expect(asked).toEqual([0, 60, 90]);
    polling.viewShown(true);
    await settled();
    await pass(21 * SECOND);
    expect(asked).toEqual([0, 60, 90, 95, 105, 115]);
    polling.windowShown(false);
    await pass(4 * MINUTE);
    expect(asked).toHaveLength(6);
  });

  it("not again for somebody who looks at what is a few seconds old", async () => {
    const { polling, asked, pass } = setUp();
    polling.online();
    await pass(4 * SECOND);
    polling.windowShown(true);
    await settled();
    expect(asked).toEqual([0]);
    await pass(30 * SECOND);
    expect(asked).toEqual([0, 34]);
  });

  it("not at all while offline, and at once when that is over", async () => {
    const { polling, asked, pass } = setUp();
    polling.windowShown(true);
    polling.online();
    await pass(SECOND);
    polling.offline();
    await pass(10 * MINUTE);
    expect(asked).toEqual([0]);
    polling.online();
    expect(asked).toEqual([0, 601]);
  });

  it("at once when something changed and somebody looks; soon, and not all apps at once, when nobody does", async () => {
    const { polling, asked, pass } = setUp();
    polling.online();
    await pass(10 * SECOND);
    polling.changed();
    await pass(2 * SECOND);
    expect(asked).toEqual([0, 11]);
    polling.windowShown(true);
    await settled();
    polling.changed();
    await settled();
    expect(asked.at(-1)).toBe(12);
  });

  it("again where something changed while the answer was on its way, one question at a time", async () => {
    const { polling, asked, answer, pbx } = setUp();
    pbx.holdsBack = true;
    polling.windowShown(true);
    polling.online();
    polling.changed();
    polling.changed();
    expect(asked).toEqual([0]);
    await answer();
    expect(asked).toEqual([0, 0]);
    await answer();
    expect(asked).toEqual([0, 0]);
  });

  it("at once when the connection is back, though a question from before it was lost still hangs", async () => {
    const { polling, asked, answer, pass, pbx } = setUp();
    pbx.holdsBack = true;
    polling.online();
    await pass(10 * SECOND);
    polling.offline();
    await pass(SECOND);
    polling.online();
    expect(asked).toEqual([0, 11]);
    await answer();
    polling.changed();
    await answer();
    expect(asked).toEqual([0, 11, 11]);
  });

  it("whatever happens, by one question of a connection at a time, never while offline, and again within its time", async () => {
    const steps = fc.array(
      fc.oneof(
        fc.constantFrom("online", "offline", "changed", "shown", "hidden", "view", "other", "answer", "ask"),
        fc.integer({ min: 1, max: 400 }),
      ),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const clock = new FakeClock();
        let online = false;
        let open = 0;
        let lastAsked = clock.now();
        let release: (() => void) | undefined;
        let connection = 0;
        const polling = new CallFlowPolling({
          clock,
          random: fakeRandom(0.99),
          async ask() {
            expect(online).toBe(true);
            open += 1;
            expect(open).toBe(1);
            lastAsked = clock.now();
            const asked = connection;
            await new Promise<void>((resolve) => {
              release = resolve;
            });
            if (asked === connection) open -= 1;
          },
        });
        for (const step of taken) {
          if (typeof step === "number") clock.advance(step * SECOND);
          else if (step === "online") {
            online = true;
            polling.online();
          } else if (step === "offline") {
            online = false;
            connection += 1;
            open = 0;
            polling.offline();
          } else if (step === "changed") polling.changed();
          else if (step === "shown" || step === "hidden") polling.windowShown(step === "shown");
          else if (step === "view" || step === "other") polling.viewShown(step === "view");
          else if (step === "ask") void polling.ask();
          else release?.();
          await settled();
        }
        // Whoever is online and waits for no answer asks again within its longest time.
        if (online) {
          release?.();
          await settled();
          const before = lastAsked;
          if (open === 0) clock.advance(376 * SECOND);
          expect(open === 1 || lastAsked > before).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});
