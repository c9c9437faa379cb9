import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { idleSnapshot, NOW } from "../fakes/fixture-snapshots.ts";
import { main, openWindow } from "./render-window.tsx";

async function openSettings(...args: Parameters<typeof openWindow>) {
  const open = await openWindow(...args);
  await open.user.click(screen.getByRole("tab", { name: "Settings" }));
  return open;
}

const choice = (group: string, option: string) =>
  within(screen.getByRole("radiogroup", { name: group })).getByRole("radio", { name: option });

describe("how calls come up", () => {
  test("as the computer's notification at first; the card, both and nothing are chosen", async () => {
    const { bridge, user } = await openSettings(idleSnapshot());
    expect(choice("When somebody calls", "Show the computer's notification")).toBeChecked();
    await user.click(choice("When somebody calls", "Show the call card"));
    expect(choice("When somebody calls", "Show the call card")).toBeChecked();
    await user.click(choice("When somebody calls", "Show nothing"));
    expect(screen.getByText("Calls are still counted at the icon and are in the list.")).toBeVisible();
    expect(bridge.inputsOf("settings.update")).toEqual([{ notificationStyle: "card" }, { notificationStyle: "none" }]);
  });

  test("sound, off at first since the phone rings, and whose calls", async () => {
    const { bridge, user } = await openSettings(idleSnapshot());
    expect(choice("Sound from the computer", "None")).toBeChecked();
    await user.click(choice("Sound from the computer", "VIPs"));
    await user.click(screen.getByRole("switch", { name: "Show calls from VIPs only" }));
    expect(bridge.inputsOf("settings.update")).toEqual([{ notificationSound: "vips" }, { onlyVips: true }]);
  });

  test("a trial call says whether anything is to be seen", async () => {
    const { bridge, user } = await openSettings(idleSnapshot());
    await user.click(screen.getByRole("button", { name: "Show a trial call" }));
    expect(screen.getByText(/^The trial call is there for ten seconds/)).toBeVisible();
    await user.click(choice("When somebody calls", "Show nothing"));
    await user.click(screen.getByRole("button", { name: "Show a trial call" }));
    expect(screen.getByText("With these choices, nothing comes up.")).toBeVisible();
    expect(bridge.inputsOf("notifications.try")).toHaveLength(2);
  });
});

describe("do not disturb", () => {
  test("is begun for a while, said in the window, and ended there", async () => {
    const { bridge, user } = await openSettings(idleSnapshot());
    await user.click(screen.getByRole("button", { name: "For an hour" }));
    expect(bridge.inputsOf("doNotDisturb.begin")).toEqual([{ choice: "hour" }]);
    await user.click(screen.getByRole("tab", { name: /^Calls/ }));
    expect(screen.getByText(/^Do not disturb until/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Switch off" }));
    expect(bridge.inputsOf("doNotDisturb.end")).toHaveLength(1);
    expect(screen.queryByText(/^Do not disturb until/)).toBeNull();
  });

  test("begun in the tray, the settings offer the way back", async () => {
    const { bridge } = await openSettings(idleSnapshot());
    await main(() => bridge.change({ doNotDisturb: { until: NOW + 86_400_000 } }));
    const group = screen.getByRole("group", { name: "Do not disturb" });
    expect(within(group).getByRole("button", { name: "Switch off" })).toBeVisible();
    expect(within(group).queryByRole("button", { name: "For an hour" })).toBeNull();
  });

  test("a refusal is said", async () => {
    const { user } = await openSettings(idleSnapshot(), [], (bridge) =>
      bridge.answer("doNotDisturb.begin", () => ({ ok: false, code: "internal", message: "" })),
    );
    await user.click(screen.getByRole("button", { name: "For half an hour" }));
    const group = screen.getByRole("group", { name: "Do not disturb" });
    expect(within(group).getByRole("alert")).toHaveTextContent(/./);
  });
});
