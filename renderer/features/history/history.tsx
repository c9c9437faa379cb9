import PhoneLog from "lucide-react/icons/history";
import { useEffect } from "react";
import { useStore } from "zustand";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { HistoryList } from "./history-list.tsx";
import "./history.css";

/** What has been: all calls or the missed ones, newest first, as far back as one scrolls. */
export function History() {
  const t = useTranslate();
  const { history } = useSidetone();
  const { historyRev, relay } = useSnapshot();
  const { filter, calls, loading, problem } = useStore(history);

  useEffect(() => {
    void history.follow(historyRev);
  }, [history, historyRev]);

  return (
    <section className="history" aria-label={t("history.heading")}>
      <div className="history-head">
        <h2 className="history-heading">{t("history.heading")}</h2>
        <Choice
          look="bar"
          label={t("history.filter")}
          labelHidden
          value={filter}
          options={[
            { value: "all", text: t("history.all") },
            { value: "missed", text: t("history.missed") },
          ]}
          onChange={(chosen) => void history.show(chosen)}
        />
      </div>
      {problem !== undefined && (
        <div className="history-problem">
          <ProblemBox problem={problem}>
            <Button onPress={() => void history.refresh()}>{t("common.tryAgain")}</Button>
          </ProblemBox>
        </div>
      )}
      {calls.length > 0 ? (
        <HistoryList key={filter} />
      ) : (
        loading === undefined &&
        problem === undefined && (
          <EmptyState
            icon={<PhoneLog size={22} />}
            title={t(filter === "all" ? "history.empty" : "history.emptyMissed")}
            hint={t(hintOf(filter, relay.state === "direct"))}
          />
        )
      )}
    </section>
  );
}

/** What will be there. Without a relay nothing will, and nobody can say what was missed. */
function hintOf(filter: "all" | "missed", isDirect: boolean) {
  if (isDirect) return "relay.directExplained";
  return filter === "all" ? "history.emptyHint" : "history.emptyMissedHint";
}
