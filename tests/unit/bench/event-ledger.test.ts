import { expect, test } from "vitest";
import { callStep } from "../../../tools/bench/relay/generator/call-step.ts";
import { EventLedger, Phase } from "../../../tools/bench/relay/generator/event-ledger.ts";

const first = callStep("t", 3, 0);
const second = callStep("t", 3, 1);

test("an event that was acknowledged is missing until it comes", async () => {
  const ledger = new EventLedger();
  const phase = new Phase();
  ledger.send(phase, first, 0);
  ledger.answered(phase, first, true, 2);
  expect(ledger.missing).toBe(1);
  const drained = ledger.drained(5_000);
  ledger.heard(first.key, 330, 5);
  expect(await drained).toBe(true);
  expect(ledger).toMatchObject({ sent: 1, acknowledged: 1, received: 1, missing: 0, doubled: 0, outOfOrder: 0 });
  expect(phase.delivery.latency()).toMatchObject({ count: 1, max: 5 });
});

test("it may come before it is acknowledged", () => {
  const ledger = new EventLedger();
  const phase = new Phase();
  ledger.send(phase, first, 0);
  ledger.heard(first.key, 330, 1);
  ledger.answered(phase, first, true, 2);
  expect(ledger).toMatchObject({ missing: 0, doubled: 0, received: 1 });
});

test("what comes again, or was never sent, is counted as doubled", () => {
  const ledger = new EventLedger();
  const phase = new Phase();
  ledger.send(phase, first, 0);
  ledger.answered(phase, first, true, 1);
  ledger.heard(first.key, 330, 2);
  ledger.heard(first.key, 330, 3);
  ledger.heard(second.key, 330, 4);
  expect(ledger.doubled).toBe(2);
});

test("a later event of a client that comes first is out of order", () => {
  const ledger = new EventLedger();
  const phase = new Phase();
  for (const step of [first, second]) {
    ledger.send(phase, step, 0);
    ledger.answered(phase, step, true, 1);
  }
  ledger.heard(second.key, 330, 2);
  ledger.heard(first.key, 330, 3);
  expect(ledger).toMatchObject({ outOfOrder: 1, missing: 0 });
});

test("a refused hook is not missing", () => {
  const ledger = new EventLedger();
  const phase = new Phase();
  ledger.send(phase, first, 0);
  ledger.answered(phase, first, false, 1);
  expect(ledger).toMatchObject({ refused: 1, missing: 0 });
});
