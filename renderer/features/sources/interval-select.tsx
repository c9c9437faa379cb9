import { useTranslate } from "../../i18n/use-translate.ts";
import { SelectBox } from "../../ui/select-box.tsx";

/** Minutes between two tries. */
const intervals = [
  [15, "quarter"],
  [60, "hour"],
  [360, "sixHours"],
  [1_440, "day"],
  [10_080, "week"],
] as const;

/** How often a source is asked by itself. Minutes. */
export function IntervalSelect({ value, onChange }: { value: number; onChange(minutes: number): void }) {
  const t = useTranslate();
  const isUsual = intervals.some(([minutes]) => minutes === value);
  return (
    <SelectBox label={t("sources.every")} value={String(value)} onChange={(minutes) => onChange(Number(minutes))}>
      {!isUsual && <option value={value}>{t("sources.intervals.other", { minutes: String(value) })}</option>}
      {intervals.map(([minutes, words]) => (
        <option key={minutes} value={minutes}>
          {t(`sources.intervals.${words}`)}
        </option>
      ))}
    </SelectBox>
  );
}
