import { BRIDGE_NAME } from "../../shared/ipc/channels.ts";
import { mountBar } from "./mount-bar.tsx";

const bridge = window[BRIDGE_NAME];
const bar = document.getElementById("bar");
if (bar === null) throw new Error("dial-bar.html has no element #bar to draw the bar in");
if (bridge === undefined) throw new Error("The preload has not run: open this page from Sidetone");
mountBar(bridge, bar);
