import ChevronDown from "lucide-react/icons/chevron-down";
import { useId } from "react";
import type { Translate } from "../../../shared/i18n/translator.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import "./interval-select.css";

const HOUR = 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** Minutes. */
const offered = [15, HOUR, 4 * HOUR, DAY, WEEK];

/** How often a source that is new is fetched, minutes. */
export const USUAL_MINUTES = HOUR;

/** How often a source is fetched by itself. @param value minutes */
export function IntervalSelect({ value, onChange }: { value: number; onChange(minutes: number): void }) {
  const t = useTranslate();
  const id = useId();
  const choices = offered.includes(value) ? offered : [...offered, value].sort((a, b) => a - b);
  return (
    <div className="interval-select">
      <label className="text-input-label" htmlFor={id}>
        {t("sources.interval")}
      </label>
      <span className="interval-select-choice">
        <select id={id} value={value} onChange={(event) => onChange(Number(event.target.value))}>
          {choices.map((minutes) => (
            <option key={minutes} value={minutes}>
              {intervalText(minutes, t)}
            </option>
          ))}
        </select>
        <ChevronDown size={14} aria-hidden="true" />
      </span>
    </div>
  );
}

/** In the largest unit that is whole. */
function intervalText(minutes: number, t: Translate): string {
  if (minutes === WEEK) return t("sources.everyWeek");
  if (minutes % DAY === 0) return t("sources.everyDays", { count: minutes / DAY });
  return minutes % HOUR === 0
    ? t("sources.everyHours", { count: minutes / HOUR })
    : t("sources.everyMinutes", { count: minutes });
}
