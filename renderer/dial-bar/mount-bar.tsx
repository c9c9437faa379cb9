import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import type { Bridge } from "../../shared/ipc/contract.ts";
import { createI18n } from "../i18n/create-i18n.ts";
import { BarPage } from "./bar-page.tsx";
import { createBarStore } from "./bar-store.ts";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/pressable.css";

/** Draws the dial bar into `element` and keeps it in step with main. Returns the way to take it down again. */
export function mountBar(bridge: Bridge, element: HTMLElement): () => void {
  const store = createBarStore(bridge);
  const stop = store.start();
  const root = createRoot(element);
  root.render(
    <StrictMode>
      <I18nextProvider i18n={createI18n("da")}>
        <BarPage bridge={bridge} store={store} />
      </I18nextProvider>
    </StrictMode>,
  );
  return () => {
    stop();
    root.unmount();
  };
}
