import ChevronDown from "lucide-react/icons/chevron-down";
import { type FormEvent, useState } from "react";
import { atOnDay, daysAhead, FURTHEST_UNTIL_MS } from "../../../shared/call-flows/switch-until.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { readClockTime } from "./clock-time.ts";
import "./other-time.css";

const HOUR_MS = 3_600_000;

/**
 * A day and a time of day, typed in 24 hours whatever the system's habit.
 *
 * @param now Unix milliseconds
 */
export function OtherTime({ now, onChosen }: { now: number; onChosen(until: number): void }) {
  const t = useTranslate();
  const formats = useFormats();
  const [suggested] = useState(() => nextFullHour(now));
  const [days, setDays] = useState(daysAhead(now, suggested));
  const [text, setText] = useState(formats.time(suggested));
  const [wrong, setWrong] = useState<"missing" | "passed">();
  const furthest = daysAhead(now, now + FURTHEST_UNTIL_MS);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const time = readClockTime(text);
    const until = time === undefined ? undefined : atOnDay(now, days, time.hour, time.minute);
    if (until === undefined) setWrong("missing");
    else if (until <= Date.now()) setWrong("passed");
    else onChosen(until);
  };

  return (
    <form className="other-time" onSubmit={submit}>
      <label className="other-time-day">
        <span className="other-time-label">{t("callFlows.day")}</span>
        <span className="other-time-choice">
          <select
            className="other-time-select"
            value={days}
            onChange={(event) => {
              setDays(Number(event.target.value));
              setWrong(undefined);
            }}
          >
            {Array.from({ length: furthest }, (_, ahead) => (
              <option key={atOnDay(now, ahead, 12, 0)} value={ahead}>
                {dayText(ahead)}
              </option>
            ))}
          </select>
          <ChevronDown size={14} aria-hidden="true" />
        </span>
      </label>
      <TextInput
        label={t("callFlows.clock")}
        value={text}
        onChange={(typed) => {
          setText(typed);
          setWrong(undefined);
        }}
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        isInvalid={wrong !== undefined}
      />
      <Button type="submit" look="primary">
        {t("callFlows.switchUntil")}
      </Button>
      {wrong !== undefined && (
        <p className="other-time-wrong" role="alert">
          {t(wrong === "missing" ? "callFlows.timeMissing" : "callFlows.timePassed")}
        </p>
      )}
    </form>
  );

  function dayText(ahead: number): string {
    if (ahead === 0) return t("callFlows.today");
    return ahead === 1 ? t("callFlows.tomorrow") : formats.day(atOnDay(now, ahead, 12, 0), now);
  }
}

/** At least half an hour away, so that it need not be changed in a hurry. */
function nextFullHour(now: number): number {
  const soon = new Date(now + 1.5 * HOUR_MS);
  soon.setMinutes(0, 0, 0);
  return soon.getTime();
}
