import { BRIDGE_NAME } from "../shared/ipc/channels.ts";
import type { Bridge } from "../shared/ipc/contract.ts";
import { mount } from "./mount.tsx";

declare global {
  interface Window {
    /** Put there by the preload; absent when the page is opened in a plain browser. */
    readonly [BRIDGE_NAME]?: Bridge;
  }
}

const bridge = window[BRIDGE_NAME];
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root to draw the window in");
if (bridge === undefined) throw new Error("The preload has not run: open this page from Sidetone");
mount(bridge, root);
