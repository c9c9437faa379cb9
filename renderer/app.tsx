import { I18nProvider } from "react-aria-components/I18nProvider";
import { useStore } from "zustand";
import { languageTag } from "../shared/i18n/formats.ts";
import type { Snapshot } from "../shared/ipc/snapshot.ts";
import { SnapshotProvider, useSidetone, useSnapshotState } from "./bridge/sidetone-context.tsx";
import { CallAnnouncer } from "./features/announcements/call-announcer.tsx";
import { Header } from "./features/header/header.tsx";
import { Notices } from "./features/notices/notices.tsx";
import { ConfirmPairing } from "./features/pairing/confirm-pairing.tsx";
import { FirstSteps } from "./features/pairing/first-steps.tsx";
import { PairingStepPage } from "./features/pairing/pairing-step-page.tsx";
import { Startup } from "./features/startup/startup.tsx";
import { Views } from "./features/views/views.tsx";
import { useLanguage } from "./i18n/use-language.ts";
import { useHideOnEscape } from "./ui/use-hide-on-escape.ts";
import { useTheme } from "./ui/use-theme.ts";
import "./app.css";

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
  const { shows } = useSidetone();
  const { view } = useStore(shows);
  useLanguage(snapshot.locale);
  useTheme(snapshot.settings.theme);

  const paired = snapshot.relay.state !== "unpaired";
  return (
    <div className="window">
      <CallAnnouncer />
      {snapshot.pendingPairing !== undefined ? (
        <ConfirmPairing
          pairing={snapshot.pendingPairing}
          onConfirmed={(isFirst) => (isFirst ? shows.arrive() : shows.show("calls"))}
        />
      ) : snapshot.pairingStep !== undefined ? (
        <PairingStepPage step={snapshot.pairingStep} />
      ) : paired && view !== "pairing" ? (
        <>
          <Header />
          <main className="window-main">
            <Notices />
            <Views view={view} />
          </main>
        </>
      ) : (
        <main className="window-main">
          <Notices />
          <FirstSteps {...(paired ? { onBack: () => shows.show("calls") } : {})} />
        </main>
      )}
    </div>
  );
}
