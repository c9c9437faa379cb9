import { useEffect, useRef, useState } from "react";
import { type UntilChoice, untilChoices } from "../../../shared/call-flows/switch-until.ts";
import { untilText } from "../../../shared/call-flows/until-text.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { useNow } from "../../ui/use-now.ts";
import { OtherTime } from "./other-time.tsx";
import "./switch-until.css";

interface SwitchUntilProps {
  id: string;
  /** The call flow's. */
  name: string;
  isBusy: boolean;
  /** @param until Unix milliseconds */
  onChosen(active: boolean, until: number): void;
  onClose(): void;
}

/** Until when a call flow is to be on or off. A fixed time takes one press; any other is typed. Esc closes it. */
export function SwitchUntil({ id, name, isBusy, onChosen, onClose }: SwitchUntilProps) {
  const t = useTranslate();
  const formats = useFormats();
  const now = useNow(15_000);
  const [active, setActive] = useState(true);
  const [isOther, setOther] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);

  return (
    <div
      id={id}
      className="switch-until"
      role="dialog"
      aria-label={t("callFlows.untilOf", { name })}
      onKeyDown={(event) => {
        // Closes this, and not the window.
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    >
      <Choice
        look="bar"
        label={t("callFlows.untilWhat", { name })}
        labelHidden
        value={active ? "on" : "off"}
        options={[
          { value: "on", text: t("callFlows.beOn") },
          { value: "off", text: t("callFlows.beOff") },
        ]}
        onChange={(chosen) => setActive(chosen === "on")}
      />
      <div className="switch-until-choices">
        {untilChoices(now).map((choice, index) => (
          <Button
            key={choice.id}
            {...(index === 0 ? { ref: first } : {})}
            isPending={isBusy}
            onPress={() => onChosen(active, chosenNow(choice))}
          >
            {textOf(choice)}
          </Button>
        ))}
        <Button aria-expanded={isOther} onPress={() => setOther(!isOther)}>
          {t("callFlows.otherTime")}
        </Button>
      </div>
      {isOther && <OtherTime now={now} onChosen={(until) => onChosen(active, until)} />}
    </div>
  );

  function textOf(choice: UntilChoice): string {
    if (choice.id === "half-hour") return t("callFlows.halfHour");
    if (choice.id === "hour") return t("callFlows.hour");
    return untilText(choice.at, now, formats, t);
  }
}

/** A length counts from now, and not from when it was drawn; a time of day is the one that was read. */
function chosenNow({ id, at }: UntilChoice): number {
  if (id !== "half-hour" && id !== "hour") return at;
  return untilChoices(Date.now()).find((choice) => choice.id === id)?.at ?? at;
}
