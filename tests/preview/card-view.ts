import { createTranslator } from "../../electron/main/adapters/i18next-translator.ts";
import { AppState } from "../../electron/main/services/app-state.ts";
import { CallAttention } from "../../electron/main/services/call-attention.ts";
import { CallCard } from "../../electron/main/services/call-card.ts";
import type { CardView } from "../../shared/ipc/card.ts";
import type { ShownCall, Snapshot } from "../../shared/ipc/snapshot.ts";
import { FakeCardWindow } from "../fakes/fake-card-window.ts";
import { FakeClock } from "../fakes/fake-clock.ts";
import { FakeSettings } from "../fakes/fake-settings.ts";
import { NOW } from "../fakes/fixture-snapshots.ts";

/** What main makes of these calls for the call card. */
export function cardView(calls: readonly ShownCall[], snapshot: Snapshot): CardView {
  const settings = new FakeSettings({ notificationStyle: "card" });
  const card = new CallCard({
    window: new FakeCardWindow(),
    state: new AppState(snapshot),
    translator: createTranslator(snapshot.locale),
    clock: new FakeClock(NOW),
    attention: new CallAttention({
      settings,
      doNotDisturb: { isOn: () => false },
      screenLock: { isLocked: () => false },
    }),
    onWish: () => {},
  });
  // All of them have rung before they are as they are.
  card.update(calls.map(({ outcome: _, ...call }) => ({ ...call, phase: "ringing" })));
  card.update(calls);
  return card.view;
}
