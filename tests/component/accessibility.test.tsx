import { act, screen, waitFor } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { mountCard } from "../../renderer/card/mount-card.ts";
import { mountBar } from "../../renderer/dial-bar/mount-bar.tsx";
import { FakeBridge } from "../fakes/fake-bridge.ts";
import { idleSnapshot } from "../fakes/fixture-snapshots.ts";
import { type Scene, type SceneName, scenes } from "../preview/scenes.ts";
import { main, openWindow } from "./render-window.tsx";

/** Contrast needs a drawn page; `tools/screenshots.ts` checks it in Chromium. */
const rules = { "color-contrast": { enabled: false } };

async function violations(): Promise<string[]> {
  const result = await axe.run(document.body, { rules });
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

/** A window of its own, in the page that the app gives it. */
async function mountedIn(mount: (root: HTMLElement) => () => void): Promise<HTMLElement> {
  const root = document.createElement("main");
  document.body.append(root);
  let stop = () => {};
  await act(async () => {
    stop = mount(root);
  });
  onTestFinished(() => {
    act(stop);
    root.remove();
    delete document.documentElement.dataset.theme;
  });
  return root;
}

test.each(Object.keys(scenes) as SceneName[])("%s has no accessibility violation", async (name) => {
  const scene: Scene = scenes[name]();
  const { card, bar, view } = scene;
  if (card !== undefined || bar !== undefined) {
    const bridge = new FakeBridge(scene.snapshot, scene.history);
    scene.prepare?.(bridge);
    if (card !== undefined) bridge.answer("card.get", () => ({ ok: true, value: card(scene.snapshot) }));
    if (bar !== undefined) bridge.answer("bar.get", () => ({ ok: true, value: bar(scene.snapshot) }));
    const root =
      card !== undefined
        ? await mountedIn((element) => mountCard(bridge, element))
        : await mountedIn((element) => mountBar(bridge, element));
    await waitFor(() => expect(root.querySelector("li, input")).not.toBeNull());
  } else {
    const { bridge } = await openWindow(scene.snapshot, scene.history, (fake) => scene.prepare?.(fake));
    if (view !== undefined) await main(() => bridge.emit("window.show", { view }));
  }
  expect(await violations()).toEqual([]);
});

describe("pages that one comes to by a button have no accessibility violation", () => {
  test("diagnostics", async () => {
    const { user } = await openWindow(idleSnapshot());
    await user.click(screen.getByRole("tab", { name: "Settings" }));
    await user.click(screen.getByRole("button", { name: "See diagnostics" }));
    expect(screen.getByRole("list", { name: "Diagnostics" })).toBeVisible();
    expect(await violations()).toEqual([]);
  });

  test("the dial field with its suggestions", async () => {
    const { user } = await openWindow(idleSnapshot());
    await user.keyboard("jens");
    expect(await screen.findByRole("listbox", { name: "Suggestions" })).toBeVisible();
    expect(await violations()).toEqual([]);
  });
});
