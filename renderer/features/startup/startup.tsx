import type { Problem } from "../../bridge/problem.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { Mark } from "../../ui/mark.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import "./startup.css";

/** Before main has answered for the first time. */
export function Startup({ problem }: { problem: Problem | undefined }) {
  const t = useTranslate();
  const { snapshots } = useSidetone();
  return (
    <main className="startup">
      <Mark size={48} />
      {problem === undefined ? (
        <p className="startup-loading">{t("common.loading")}</p>
      ) : (
        <ProblemBox title={t("errors.startFailed")} problem={problem}>
          <Button onPress={() => void snapshots.fetch()}>{t("common.tryAgain")}</Button>
        </ProblemBox>
      )}
    </main>
  );
}
