import type { CardView } from "../../shared/ipc/card.ts";
import type { Bridge } from "../../shared/ipc/contract.ts";
import { sendRequest } from "../bridge/send-request.ts";
import { createCardList } from "./card-list.ts";
import "../ui/tokens.css";
import "../ui/base.css";
import "./card.css";

/** Draws the calls into `element` and keeps them in step with main; tells main how high they are. Returns the way to stop. */
export function mountCard(bridge: Bridge, element: HTMLElement): () => void {
  const list = createCardList(element, (key, action) => void sendRequest(bridge, "card.act", { key, action }));
  let rev = -1;

  function show(view: CardView): void {
    if (view.rev < rev) return;
    rev = view.rev;
    document.documentElement.lang = view.locale;
    if (view.theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = view.theme;
    list.draw(view);
    const height = Math.ceil(element.getBoundingClientRect().height);
    // Also when nothing changed: main shows the window when it hears that there is something to see.
    if (height > 0) void sendRequest(bridge, "card.size", { height });
  }

  function leave({ key }: KeyboardEvent): void {
    if (key === "Escape") list.dismissFirst();
  }

  const stop = bridge.on("card.changed", show);
  document.addEventListener("keydown", leave);
  void sendRequest(bridge, "card.get", undefined).then((result) => {
    if (result.ok) show(result.value);
  });
  return () => {
    stop();
    document.removeEventListener("keydown", leave);
  };
}
