import { useTranslate } from "../../i18n/use-translate.ts";
import { DialProblem } from "./dial-problem.tsx";
import { useDialler } from "./dialler.tsx";
import "./dial-trouble.css";

/** Why a call was not started, where there is no dial field to say so. */
export function DialTrouble() {
  const t = useTranslate();
  const { problem } = useDialler();
  if (problem === undefined) return null;
  return (
    <div className="dial-trouble">
      <DialProblem title={t("dial.failed")} problem={problem} />
    </div>
  );
}
