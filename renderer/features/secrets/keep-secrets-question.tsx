import { useEffect, useId, useRef } from "react";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import "./keep-secrets-question.css";

/** Asked where a secret is to be kept and the system has no keychain. The focus goes to it, so that it is read out. */
export function KeepSecretsQuestion({ onAnswered }: { onAnswered(): void }) {
  const t = useTranslate();
  const keep = useCommand("settings.keepSecrets");
  const heading = useId();
  const question = useRef<HTMLElement>(null);
  useEffect(() => question.current?.focus(), []);
  const answer = async (chosen: "memory" | "plain") => {
    const result = await keep.run({ keep: chosen });
    if (result.ok) onAnswered();
  };
  return (
    <section ref={question} tabIndex={-1} className="keep-secrets" aria-labelledby={heading}>
      <h2 id={heading} className="keep-secrets-heading">
        {t("secrets.heading")}
      </h2>
      <p>{t("secrets.question")}</p>
      {keep.problem !== undefined && <ProblemBox problem={keep.problem} />}
      <div className="keep-secrets-answer">
        <Button isPending={keep.busy} onPress={() => void answer("memory")}>
          {t("secrets.memory")}
        </Button>
        <p className="keep-secrets-hint">{t("secrets.memoryHint")}</p>
      </div>
      <div className="keep-secrets-answer">
        <Button isPending={keep.busy} onPress={() => void answer("plain")}>
          {t("secrets.plain")}
        </Button>
        <p className="keep-secrets-hint">{t("secrets.plainHint")}</p>
      </div>
    </section>
  );
}
