import { mountCard } from "../../renderer/card/mount-card.ts";
import { mountBar } from "../../renderer/dial-bar/mount-bar.tsx";
import { mount } from "../../renderer/mount.tsx";
import type { Snapshot } from "../../shared/ipc/snapshot.ts";
import { FakeBridge } from "../fakes/fake-bridge.ts";
import { idleSnapshot } from "../fakes/fixture-snapshots.ts";
import { type Scene, type SceneName, scenes } from "./scenes.ts";

/** The window on a fake main, for looking at: `?scene=ringing&locale=da&theme=dark`. */
const query = new URLSearchParams(location.search);
const scene: Scene = scenes[sceneName(query.get("scene"))]();
const bridge = new FakeBridge(
  {
    ...scene.snapshot,
    locale: query.get("locale") === "en" ? "en" : "da",
    settings: { ...scene.snapshot.settings, theme: theme(query.get("theme")) },
  },
  scene.history,
);
scene.prepare?.(bridge);

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root");
if (scene.bar !== undefined) {
  const bar = scene.bar(bridge.snapshot);
  bridge.answer("bar.get", () => ({ ok: true, value: bar }));
  document.body.className = "bar-page";
  mountBar(bridge, root);
} else if (scene.card === undefined) mount(bridge, root);
else {
  const card = scene.card(bridge.snapshot);
  bridge.answer("card.get", () => ({ ok: true, value: card }));
  document.body.className = "popup-page";
  root.className = "popup";
  mountCard(bridge, root);
}
if (scene.view !== undefined) bridge.emit("window.show", { view: scene.view });

function sceneName(name: string | null): SceneName {
  const known = Object.keys(scenes).find((candidate): candidate is SceneName => candidate === name);
  if (name !== null && known === undefined) {
    throw new Error(`There is no scene "${name}"; there are ${Object.keys(scenes).join(", ")}`);
  }
  return known ?? "history";
}

function theme(name: string | null): Snapshot["settings"]["theme"] {
  return name === "dark" || name === "light" ? name : idleSnapshot().settings.theme;
}
