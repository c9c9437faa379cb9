import History from "lucide-react/icons/history";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PastSwitch } from "./past-switch.tsx";
import "./switch-list.css";

/** The last switches, the newest first. */
export function PastSwitches({ isOnline }: { isOnline: boolean }) {
  const t = useTranslate();
  const { history } = useSnapshot().callFlows;
  if (history.length === 0) {
    return (
      <EmptyState icon={<History size={22} />} title={t("callFlows.noHistory")} hint={t("callFlows.noHistoryHint")} />
    );
  }
  return (
    <ul className="switch-list" aria-label={t("callFlows.history")}>
      {history.map((past) => (
        <PastSwitch key={past.id} past={past} isOnline={isOnline} />
      ))}
    </ul>
  );
}
