import GitBranch from "lucide-react/icons/git-branch";
import RefreshCw from "lucide-react/icons/refresh-cw";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { useNow } from "../../ui/use-now.ts";
import { CallFlow } from "./call-flow.tsx";
import "./call-flows-view.css";

const MINUTE_MS = 60_000;
/** From this age on the view says how old it is, in minutes. */
const STALE_MINUTES = 2;

/** The company's variable call flows, as the PBX last told. */
export function CallFlowsView() {
  const t = useTranslate();
  const formats = useFormats();
  const { flows, asOf, problem } = useSnapshot().callFlows;
  const refresh = useCommand("callFlows.refresh");
  const now = useNow(10_000);
  const minutes = asOf === undefined ? 0 : Math.floor((now - asOf) / MINUTE_MS);
  const shownProblem = refresh.problem ?? problem;

  return (
    <div className="call-flows">
      <div className="call-flows-head">
        <h2 className="call-flows-heading">{t("callFlows.title")}</h2>
        <Button look="quiet" isPending={refresh.busy} onPress={() => void refresh.run(undefined)}>
          <RefreshCw size={14} aria-hidden="true" />
          {t("callFlows.refresh")}
        </Button>
      </div>
      {shownProblem !== undefined && <ProblemBox title={t("callFlows.notLoaded")} problem={shownProblem} />}
      {flows.length > 0 && (
        <ul className="call-flows-list">
          {flows.map((flow) => (
            <CallFlow key={flow.localNumber} flow={flow} />
          ))}
        </ul>
      )}
      {flows.length === 0 && asOf !== undefined && (
        <EmptyState icon={<GitBranch size={22} />} title={t("callFlows.empty")} hint={t("callFlows.emptyHint")} />
      )}
      {asOf === undefined && shownProblem === undefined && <p className="call-flows-age">{t("common.loading")}</p>}
      {asOf !== undefined && flows.length > 0 && (
        <p className={`call-flows-age tabular${minutes >= STALE_MINUTES ? " call-flows-stale" : ""}`}>
          {minutes >= STALE_MINUTES
            ? t("callFlows.staleFor", { count: minutes })
            : t("callFlows.asOf", { time: formats.time(asOf) })}
        </p>
      )}
    </div>
  );
}
