import ContactRound from "lucide-react/icons/contact-round";
import GitBranch from "lucide-react/icons/git-branch";
import Phone from "lucide-react/icons/phone";
import Settings from "lucide-react/icons/settings";
import { useEffect } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components/Tabs";
import { useStore } from "zustand";
import { sendRequest } from "../../bridge/send-request.ts";
import type { ShowStore, View } from "../../bridge/show-store.ts";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { CallFlowsView } from "../call-flows/call-flows-view.tsx";
import { CallsView } from "../calls/calls-view.tsx";
import { DiallerProvider } from "../dial/dialler.tsx";
import { FirstCheck } from "../pairing/first-check.tsx";
import { PeopleView } from "../people/people-view.tsx";
import { SettingsView } from "../settings/settings-view.tsx";
import { Pages } from "./pages.tsx";
import "./views.css";

const order = ["calls", "people", "callFlows", "settings"] as const satisfies readonly View[];
const icons = { calls: Phone, people: ContactRound, callFlows: GitBranch, settings: Settings };

export function Views({ view }: { view: View }) {
  const { shows, bridge } = useSidetone();
  const t = useTranslate();
  const { missedCount, identity } = useSnapshot();
  const { isNew } = useStore(shows);
  useViewKeys(shows);
  useEffect(() => {
    void sendRequest(bridge, "callFlows.watch", { on: view === "callFlows" });
  }, [bridge, view]);

  return (
    <Tabs
      className="views"
      selectedKey={view}
      onSelectionChange={(key) => {
        const chosen = order.find((candidate) => candidate === key);
        if (chosen !== undefined) shows.show(chosen);
      }}
    >
      <TabList className="tab-bar" aria-label={t("views.label")}>
        {order.map((id) => {
          const Icon = icons[id];
          return (
            <Tab key={id} id={id} className="tab">
              <Icon size={18} aria-hidden="true" />
              <span className="tab-label">{t(`views.${id}`)}</span>
              {id === "calls" && missedCount > 0 && (
                <span className="tab-badge tabular">
                  <span aria-hidden="true">{missedCount > 99 ? "99+" : missedCount}</span>
                  <span className="visually-hidden">{t("views.missedBadge", { count: missedCount })}</span>
                </span>
              )}
            </Tab>
          );
        })}
      </TabList>
      <TabPanel id="calls" className="view">
        {isNew && identity !== undefined && <FirstCheck identity={identity} />}
        <CallsView />
      </TabPanel>
      <TabPanel id="people" className="view">
        <DiallerProvider>
          <Pages>
            <PeopleView />
          </Pages>
        </DiallerProvider>
      </TabPanel>
      <TabPanel id="callFlows" className="view">
        <CallFlowsView />
      </TabPanel>
      <TabPanel id="settings" className="view">
        <DiallerProvider>
          <Pages>
            <SettingsView />
          </Pages>
        </DiallerProvider>
      </TabPanel>
    </Tabs>
  );
}

/** Ctrl/Cmd with 1, 2, 3, 4 goes to a view, with F to the search field. */
function useViewKeys(shows: ShowStore): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (event.key.toLowerCase() === "f") {
        event.preventDefault();
        shows.search();
        return;
      }
      const view = order[Number(event.key) - 1];
      if (view === undefined) return;
      event.preventDefault();
      shows.show(view);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [shows]);
}
