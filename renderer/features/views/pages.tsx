import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { useStore } from "zustand";
import type { Page } from "../../bridge/show-store.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { ContactCard } from "../contact-card/contact-card.tsx";
import { EditContact } from "../contact-form/edit-contact.tsx";
import { NewContact } from "../contact-form/new-contact.tsx";
import { DiagnosticsPage } from "../diagnostics/diagnostics-page.tsx";
import { ImportPage } from "../import/import-page.tsx";
import { Matches } from "../matches/matches.tsx";
import { ReportPage } from "../report/report-page.tsx";
import { SourcesPage } from "../sources/sources-page.tsx";
import { SubscribeCardDav } from "../sources/subscribe-carddav.tsx";
import { SubscribeUrl } from "../sources/subscribe-url.tsx";
import "./pages.css";

/** A view, and what lies on top of it, each as it was left. Esc goes back, to where the focus was. */
export function Pages({ children }: { children: ReactNode }) {
  const { shows } = useSidetone();
  const { pages } = useStore(shows);
  const isCovered = pages.length > 0;

  useEffect(() => {
    if (!isCovered) return;
    // Before the window's own: there it closes the window.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      event.preventDefault();
      shows.back();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [isCovered, shows]);

  return (
    <div className="pages">
      <Layer isCovered={isCovered}>{children}</Layer>
      {pages.map((page, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: of two of the same, one lies below the other.
        <Layer key={`${index} ${JSON.stringify(page)}`} isCovered={index < pages.length - 1}>
          <Shown page={page} />
        </Layer>
      ))}
    </div>
  );
}

/** Stays as it is while something lies on top of it, and has the focus where it was when that is gone. */
function Layer({ isCovered, children }: { isCovered: boolean; children: ReactNode }) {
  const layer = useRef<HTMLDivElement>(null);
  const hadFocus = useRef<HTMLElement>(undefined);
  const wasCovered = useRef(false);

  useLayoutEffect(() => {
    if (wasCovered.current && !isCovered) {
      const target = hadFocus.current?.isConnected ? hadFocus.current : layer.current?.querySelector("input");
      target?.focus({ preventScroll: true });
    }
    wasCovered.current = isCovered;
  }, [isCovered]);

  return (
    <div
      ref={layer}
      className="pages-layer"
      inert={isCovered}
      aria-hidden={isCovered || undefined}
      onFocus={(event) => {
        hadFocus.current = event.target;
      }}
    >
      {children}
    </div>
  );
}

function Shown({ page }: { page: Page }) {
  switch (page.kind) {
    case "person":
      return <ContactCard id={page.id} />;
    case "new":
      return <NewContact number={page.number ?? ""} name={page.name ?? ""} />;
    case "edit":
      return <EditContact id={page.id} />;
    case "matches":
      return <Matches number={page.number} displayNumber={page.displayNumber} />;
    case "sources":
      return <SourcesPage added={page.added} />;
    case "import":
      return <ImportPage />;
    case "subscribe":
      return page.what === "url" ? <SubscribeUrl /> : <SubscribeCardDav />;
    case "report":
      return <ReportPage source={page.source} />;
    case "diagnostics":
      return <DiagnosticsPage />;
  }
}
