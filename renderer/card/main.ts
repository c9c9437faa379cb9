import { BRIDGE_NAME } from "../../shared/ipc/channels.ts";
import { mountCard } from "./mount-card.ts";

const bridge = window[BRIDGE_NAME];
const card = document.getElementById("card");
if (card === null) throw new Error("card.html has no element #card to draw the calls in");
if (bridge === undefined) throw new Error("The preload has not run: open this page from Sidetone");
mountCard(bridge, card);
