import { useState } from "react";
import type { ShownSettings } from "../../../shared/ipc/snapshot.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { LockedNote } from "../../ui/locked-note.tsx";
import { SelectBox } from "../../ui/select-box.tsx";
import { SettingsSection } from "../settings/settings-section.tsx";
import { useLocked } from "../settings/use-locked.ts";
import { EraseCalls } from "./erase-calls.tsx";

/** Days. */
const TIMES = [7, 30, 90, 365, 1825] as const;

interface KeepCallsProps {
  settings: ShownSettings;
  onChange(changes: Pick<ShownSettings, "historyDays">): void;
}

/** How long calls are kept on this computer, and the way to be rid of them before. */
export function KeepCalls({ settings, onChange }: KeepCallsProps) {
  const t = useTranslate();
  const isLocked = useLocked()("historyDays");
  const [isErasing, setErasing] = useState(false);
  const [erased, setErased] = useState<number>();
  const { historyDays } = settings;
  const isOther = !TIMES.some((days) => days === historyDays);
  const open = () => {
    setErased(undefined);
    setErasing(true);
  };
  return (
    <SettingsSection title={t("keeping.title")} hint={t("keeping.hint")}>
      {isLocked ? (
        <div className="settings-item">
          <p>{t("keeping.keptFor", { time: t("keeping.days", { count: historyDays }) })}</p>
          <LockedNote />
        </div>
      ) : (
        <SelectBox
          label={t("keeping.keep")}
          value={String(historyDays)}
          onChange={(days) => onChange({ historyDays: Number(days) })}
        >
          <option value="7">{t("keeping.times.week")}</option>
          <option value="30">{t("keeping.times.month")}</option>
          <option value="90">{t("keeping.times.quarter")}</option>
          <option value="365">{t("keeping.times.year")}</option>
          <option value="1825">{t("keeping.times.fiveYears")}</option>
          {isOther && <option value={historyDays}>{t("keeping.days", { count: historyDays })}</option>}
        </SelectBox>
      )}
      {isErasing ? (
        <EraseCalls
          onClose={(calls) => {
            setErased(calls);
            setErasing(false);
          }}
        />
      ) : (
        <div className="settings-actions">
          <Button onPress={open}>{t("keeping.erase")}</Button>
        </div>
      )}
      <p role="status" className={erased === undefined ? "visually-hidden" : ""}>
        {erased === undefined ? "" : t("keeping.erased", { count: erased })}
      </p>
    </SettingsSection>
  );
}
