import CalendarClock from "lucide-react/icons/calendar-clock";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ComingLine } from "./coming-line.tsx";
import "./switch-list.css";

/** The switches that come by themselves, the next one first. */
export function ComingSwitches({ isOnline }: { isOnline: boolean }) {
  const t = useTranslate();
  const { coming, flows } = useSnapshot().callFlows;
  if (coming.length === 0) {
    return (
      <EmptyState
        icon={<CalendarClock size={22} />}
        title={t("callFlows.noneComing")}
        hint={t("callFlows.noneComingHint")}
      />
    );
  }
  return (
    <ul className="switch-list" aria-label={t("callFlows.coming")}>
      {coming.map((one) => (
        <li key={one.id} className="switch-list-row">
          <p className="switch-list-name">{one.name}</p>
          <ComingLine
            coming={one}
            active={flows.find(({ localNumber }) => localNumber === one.localNumber)?.active}
            isOnline={isOnline}
          />
        </li>
      ))}
    </ul>
  );
}
