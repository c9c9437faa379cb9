import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SwitchRow } from "../../ui/switch-row.tsx";
import "./insecure-make-call.css";

/** Whether MakeCall's host may get the password over plain http; nothing where it is asked over https. */
export function InsecureMakeCall() {
  const t = useTranslate();
  const { insecureMakeCall } = useSnapshot().settings;
  const allow = useCommand("settings.allowInsecureMakeCall");
  if (insecureMakeCall === undefined) return null;
  const { host, allowed } = insecureMakeCall;
  return (
    <section className="insecure-make-call" aria-label={t("settings.insecure")}>
      <p>{t("settings.insecureHint", { host })}</p>
      <SwitchRow
        label={t("settings.insecureAllow")}
        isSelected={allowed}
        onChange={(chosen) => void allow.run({ allowed: chosen })}
      />
      {allow.problem !== undefined && <ProblemBox problem={allow.problem} />}
    </section>
  );
}
