import { quietChoices } from "../../../shared/notifications/quiet-choice.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { QuietNow } from "./quiet-now.tsx";
import "./quiet-choices.css";

/** "Do not disturb": for how long, and the way back. */
export function QuietChoices() {
  const t = useTranslate();
  const { doNotDisturb } = useSnapshot();
  const begin = useCommand("doNotDisturb.begin");
  return (
    <fieldset className="quiet-choices">
      <legend className="choice-label">{t("doNotDisturb.title")}</legend>
      {doNotDisturb !== undefined && <QuietNow quiet={doNotDisturb} />}
      {doNotDisturb === undefined && (
        <div className="quiet-choices-buttons">
          {quietChoices.map((choice) => (
            <Button key={choice} onPress={() => void begin.run({ choice })}>
              {t(`doNotDisturb.choices.${choice}`)}
            </Button>
          ))}
        </div>
      )}
      {begin.problem !== undefined && <ProblemBox problem={begin.problem} />}
      <p className="settings-section-hint">{t("doNotDisturb.hint")}</p>
    </fieldset>
  );
}
