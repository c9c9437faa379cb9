import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import type { Bridge } from "../../shared/ipc/contract.ts";
import type { BarView } from "../../shared/ipc/dial-bar.ts";
import { sendRequest } from "../bridge/send-request.ts";
import { useLanguage } from "../i18n/use-language.ts";
import { useTheme } from "../ui/use-theme.ts";
import type { BarStore } from "./bar-store.ts";
import { DialBar } from "./dial-bar.tsx";

/** The bar once main has said what is in it, as high as it needs. */
export function BarPage({ bridge, store }: { bridge: Bridge; store: BarStore }) {
  const { view } = useStore(store);
  const page = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = page.current;
    if (element === null) return undefined;
    const tell = () => {
      const height = Math.ceil(element.getBoundingClientRect().height);
      if (height > 0) void sendRequest(bridge, "bar.size", { height });
    };
    const observer = new ResizeObserver(tell);
    observer.observe(element);
    return () => observer.disconnect();
  }, [bridge]);

  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      void sendRequest(bridge, "bar.close", undefined);
    };
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, [bridge]);

  return <div ref={page}>{view !== undefined && <ShownBar bridge={bridge} view={view} />}</div>;
}

function ShownBar({ bridge, view }: { bridge: Bridge; view: BarView }) {
  useLanguage(view.locale);
  useTheme(view.theme);
  // Opened anew, it begins anew.
  return <DialBar key={view.opened} bridge={bridge} view={view} />;
}
