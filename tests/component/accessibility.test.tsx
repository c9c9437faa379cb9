import axe from "axe-core";
import { expect, test } from "vitest";
import { type Scene, type SceneName, scenes } from "../preview/scenes.ts";
import { main, openWindow } from "./render-window.tsx";

/** Contrast needs a drawn page; `tools/screenshots.ts` checks it in Chromium. */
const rules = { "color-contrast": { enabled: false } };

test.each(Object.keys(scenes) as SceneName[])("%s has no accessibility violation", async (name) => {
  const scene: Scene = scenes[name]();
  const { bridge } = await openWindow(scene.snapshot, scene.history, (fake) => scene.prepare?.(fake));
  const { view } = scene;
  if (view !== undefined) await main(() => bridge.emit("window.show", { view }));
  const { violations } = await axe.run(document.body, { rules });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
});
