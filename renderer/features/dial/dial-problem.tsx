import type { ReactNode } from "react";
import type { Problem } from "../../bridge/problem.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { InsecureMakeCall } from "../settings/insecure-make-call.tsx";

/** Why a call was not started. A login that is missing or wrong is one click from where it is entered. */
export function DialProblem({ title, problem, children }: { title: string; problem: Problem; children?: ReactNode }) {
  const t = useTranslate();
  const { shows } = useSidetone();
  const loginHelps = problem.code === "no-login" || problem.code === "pbx-credentials";
  return (
    <ProblemBox title={title} problem={problem}>
      {loginHelps && <Button onPress={() => shows.show("settings")}>{t("views.settings")}</Button>}
      {problem.code === "insecure" && <InsecureMakeCall />}
      {children}
    </ProblemBox>
  );
}
