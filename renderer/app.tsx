import { useCallback, useEffect, useState } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { languageTag } from "../shared/i18n/formats.ts";
import type { EventPayload } from "../shared/ipc/contract.ts";
import type { Snapshot } from "../shared/ipc/snapshot.ts";
import { SnapshotProvider, useSidetone, useSnapshotState } from "./bridge/sidetone-context.tsx";
import { CallAnnouncer } from "./features/announcements/call-announcer.tsx";
import { Header } from "./features/header/header.tsx";
import { Notices } from "./features/notices/notices.tsx";
import { ConfirmPairing } from "./features/pairing/confirm-pairing.tsx";
import { Welcome } from "./features/pairing/welcome.tsx";
import { Startup } from "./features/startup/startup.tsx";
import type { DialWish } from "./features/views/dial-wish.ts";
import { Views } from "./features/views/views.tsx";
import { useLanguage } from "./i18n/use-language.ts";
import { useHideOnEscape } from "./ui/use-hide-on-escape.ts";
import { useTheme } from "./ui/use-theme.ts";
import "./app.css";

export type View = EventPayload<"window.show">["view"];

/** The window: what main's snapshot says, and nothing else. */
export function App() {
  const { snapshot, problem } = useSnapshotState();
  useHideOnEscape();
  if (snapshot === undefined) return <Startup problem={problem} />;
  return (
    <SnapshotProvider snapshot={snapshot}>
      <I18nProvider locale={languageTag(snapshot.locale)}>
        <Window snapshot={snapshot} />
      </I18nProvider>
    </SnapshotProvider>
  );
}

function Window({ snapshot }: { snapshot: Snapshot }) {
  const { bridge } = useSidetone();
  const [view, setView] = useState<View>("calls");
  const [dialWish, setDialWish] = useState<DialWish>({ text: "", count: 0 });
  useLanguage(snapshot.locale);
  useTheme(snapshot.settings.theme);

  useEffect(
    () =>
      bridge.on("window.show", (show) => {
        setView(show.view);
        if (show.view === "calls") setDialWish(({ count }) => ({ text: show.dialText, count: count + 1 }));
      }),
    [bridge],
  );
  const toCalls = useCallback(() => setView("calls"), []);

  const paired = snapshot.relay.state !== "unpaired";
  return (
    <div className="window">
      <CallAnnouncer />
      {snapshot.pendingPairing !== undefined ? (
        <ConfirmPairing pairing={snapshot.pendingPairing} onConfirmed={toCalls} />
      ) : paired && view !== "pairing" ? (
        <>
          <Header onUseInvitation={() => setView("pairing")} />
          <Notices />
          <Views view={view} onView={setView} dialWish={dialWish} />
        </>
      ) : (
        <>
          <Notices />
          <Welcome {...(paired ? { onBack: toCalls } : {})} />
        </>
      )}
    </div>
  );
}
