import GitBranch from "lucide-react/icons/git-branch";
import Phone from "lucide-react/icons/phone";
import Settings from "lucide-react/icons/settings";
import { useCallback, useEffect } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components/Tabs";
import type { EventPayload } from "../../../shared/ipc/contract.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { CallFlowsView } from "../call-flows/call-flows-view.tsx";
import { CallsView } from "../calls/calls-view.tsx";
import { SettingsView } from "../settings/settings-view.tsx";
import type { DialWish } from "./dial-wish.ts";
import { OpenSettings } from "./open-settings.ts";
import "./views.css";

type View = EventPayload<"window.show">["view"];

interface ViewsProps {
  view: View;
  onView(view: View): void;
  dialWish: DialWish;
}

const order = ["calls", "callFlows", "settings"] as const satisfies readonly View[];
const icons = { calls: Phone, callFlows: GitBranch, settings: Settings };

export function Views({ view, onView, dialWish }: ViewsProps) {
  const t = useTranslate();
  const { missedCount } = useSnapshot();
  useViewKeys(onView);

  const openSettings = useCallback(() => onView("settings"), [onView]);

  return (
    <OpenSettings value={openSettings}>
      <Tabs
        className="views"
        selectedKey={view}
        onSelectionChange={(key) => {
          const chosen = order.find((candidate) => candidate === key);
          if (chosen !== undefined) onView(chosen);
        }}
      >
        <TabPanel id="calls" className="view">
          <CallsView dialWish={dialWish} />
        </TabPanel>
        <TabPanel id="callFlows" className="view">
          <CallFlowsView />
        </TabPanel>
        <TabPanel id="settings" className="view">
          <SettingsView onPair={() => onView("pairing")} />
        </TabPanel>
        <TabList className="tab-bar" aria-label={t("views.label")}>
          {order.map((id) => {
            const Icon = icons[id];
            return (
              <Tab key={id} id={id} className="tab">
                <span className="tab-icon">
                  <Icon size={18} aria-hidden="true" />
                  {id === "calls" && missedCount > 0 && (
                    <span className="tab-badge tabular">
                      <span aria-hidden="true">{missedCount > 99 ? "99+" : missedCount}</span>
                      <span className="visually-hidden">{t("views.missedBadge", { count: missedCount })}</span>
                    </span>
                  )}
                </span>
                <span>{t(`views.${id}`)}</span>
              </Tab>
            );
          })}
        </TabList>
      </Tabs>
    </OpenSettings>
  );
}

/** Ctrl/Cmd with 1, 2, 3 goes to a view. */
function useViewKeys(onView: (view: View) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const view = order[Number(event.key) - 1];
      if (view === undefined) return;
      event.preventDefault();
      onView(view);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [onView]);
}
