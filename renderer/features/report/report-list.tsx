import CircleCheck from "lucide-react/icons/circle-check";
import { useEffect, useState } from "react";
import type { RequestOutput } from "../../../shared/ipc/contract.ts";
import type { Problem } from "../../bridge/problem.ts";
import { sendRequest } from "../../bridge/send-request.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import "./report-list.css";

type Line = RequestOutput<"sources.report">["lines"][number];

/** Lines that are asked for at a time. */
const PAGE = 100;

/** What of a source was not imported: each line, why, and what stands there; to be read here or saved. */
export function ReportList({ source, name }: { source: string; name: string }) {
  const t = useTranslate();
  const formats = useFormats();
  const { report, problem, more } = useReport(source);
  const save = useCommand("sources.saveReport");
  const [isSaved, setSaved] = useState(false);
  const saveList = async () => {
    setSaved(false);
    const result = await save.run({ source });
    if (result.ok) setSaved(result.value.saved);
  };

  return (
    <>
      {problem !== undefined && <ProblemBox title={t("report.notLoaded")} problem={problem} />}
      {report?.total === 0 && (
        <EmptyState icon={<CircleCheck size={22} />} title={t("report.none")} hint={t("report.noneHint")} />
      )}
      {report !== undefined && report.total > 0 && (
        <>
          <p className="report-intro">
            {t("report.intro", { count: report.total, shown: formats.number(report.total), name })}
          </p>
          <div className="report-actions">
            <Button look="secondary" isPending={save.busy} onPress={() => void saveList()}>
              {t("report.save")}
            </Button>
            <p role="status">{isSaved && t("report.saved")}</p>
          </div>
          {save.problem !== undefined && <ProblemBox title={t("report.notSaved")} problem={save.problem} />}
          <ol className="report-lines">
            {report.lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one line can be there for several reasons; none ever moves.
              <li key={index} className="report-line">
                <p className="report-why">
                  {line.line > 0 && (
                    <span className="report-number tabular">
                      {t("report.line", { line: formats.number(line.line) })}
                    </span>
                  )}
                  {t(`refused.${line.reason}`)}
                </p>
                {line.excerpt !== "" && <p className="report-excerpt">{line.excerpt}</p>}
              </li>
            ))}
          </ol>
          {report.lines.length < report.total && (
            <Button look="quiet" onPress={more}>
              {t("report.more")}
            </Button>
          )}
          <p className="visually-hidden" role="status">
            {report.lines.length > PAGE &&
              t("report.shown", {
                shown: formats.number(report.lines.length),
                total: formats.number(report.total),
              })}
          </p>
        </>
      )}
    </>
  );
}

function useReport(source: string) {
  const { bridge } = useSidetone();
  const [limit, setLimit] = useState(PAGE);
  const [report, setReport] = useState<{ lines: readonly Line[]; total: number }>();
  const [problem, setProblem] = useState<Problem>();
  const known = report?.lines.length ?? 0;

  useEffect(() => {
    if (known >= limit || (report !== undefined && known >= report.total)) return;
    let isNewest = true;
    void sendRequest(bridge, "sources.report", { source, offset: known, limit: limit - known }).then((result) => {
      if (!isNewest) return;
      if (!result.ok) {
        setProblem(result);
        return;
      }
      const { lines, total } = result.value;
      // Fewer than it said there were: it was read anew meanwhile.
      setReport((before) => ({
        lines: [...(before?.lines ?? []), ...lines],
        total: lines.length === 0 ? (before?.lines.length ?? 0) : total,
      }));
    });
    return () => {
      isNewest = false;
    };
  }, [bridge, source, known, limit, report]);

  return { report, problem, more: () => setLimit(known + PAGE) };
}
