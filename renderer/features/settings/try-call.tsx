import { useState } from "react";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";

/** Shows how a call comes up as it is set now. */
export function TryCall() {
  const t = useTranslate();
  const trial = useCommand("notifications.try");
  const [comesUp, setComesUp] = useState<boolean>();
  const start = async () => {
    const result = await trial.run(undefined);
    setComesUp(result.ok ? result.value.comesUp : undefined);
  };
  return (
    <div className="settings-item">
      <div className="settings-actions">
        <Button onPress={() => void start()}>{t("settings.tryCall")}</Button>
      </div>
      <p className="settings-section-hint" role="status">
        {comesUp === undefined ? "" : t(comesUp ? "settings.tryCallComes" : "settings.tryCallNothing")}
      </p>
      {trial.problem !== undefined && <ProblemBox problem={trial.problem} />}
    </div>
  );
}
