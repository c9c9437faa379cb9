import { expect, it } from "vitest";
import { createTranslator } from "../../../electron/main/adapters/i18next-translator.ts";
import { presentTray } from "../../../electron/main/services/tray-presenter.ts";
import { idleSnapshot, NOW, unpairedSnapshot } from "../../fakes/fixture-snapshots.ts";

const present = (snapshot: Parameters<typeof presentTray>[0]) => presentTray(snapshot, createTranslator("da"), NOW);

it("without a relay the tray says plainly that calls are not shown, and is not offline", () => {
  const { state, tooltip, menu } = present(idleSnapshot({ relay: { state: "direct" } }));
  expect(state).toBe("connected");
  expect(tooltip).toBe("Sidetone – Uden relayserver: indgående opkald vises ikke");
  expect(menu).toContainEqual({ type: "label", label: "Uden relayserver: indgående opkald vises ikke" });
});

it("calls that are kept for somebody who has signed out are not counted for whoever looks", () => {
  const { badge, tooltip } = present(unpairedSnapshot({ missedCount: 3 }));
  expect(badge).toBe(0);
  expect(tooltip).toBe("Sidetone – Ikke tilknyttet");
});
