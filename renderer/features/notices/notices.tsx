import Info from "lucide-react/icons/info";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import X from "lucide-react/icons/x";
import type { Notice } from "../../../shared/ipc/snapshot.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemText } from "../../ui/problem-text.tsx";
import { noticeText } from "./notice-text.ts";
import "./notices.css";

/** What he must be told once; each stays until he has closed it. */
export function Notices() {
  const t = useTranslate();
  const { notices } = useSnapshot();
  return (
    <div className="notices" role="log" aria-label={t("notices.label")}>
      {notices.map((notice) => (
        <NoticeBanner key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeBanner({ notice }: { notice: Notice }) {
  const t = useTranslate();
  const formats = useFormats();
  const dismiss = useCommand("notices.dismiss");
  const restart = useCommand("updates.restart");
  const isInfo = ["gap", "update-ready", "updated"].includes(notice.kind);
  const Icon = isInfo ? Info : TriangleAlert;
  return (
    <div className={`notice notice-${isInfo ? "info" : "warning"}`}>
      <Icon size={16} aria-hidden="true" />
      <div className="notice-text tabular">
        <p>{noticeText(notice, t, formats)}</p>
        {notice.kind === "updated" && <News text={String(notice.values.news ?? "")} />}
        {notice.kind === "update-ready" && (
          <Button isPending={restart.busy} onPress={() => void restart.run(undefined)}>
            {t("notices.restartNow")}
          </Button>
        )}
        {restart.problem !== undefined && <ProblemText problem={restart.problem} />}
        {dismiss.problem !== undefined && <ProblemText problem={dismiss.problem} />}
      </div>
      <Button
        look="quiet"
        iconOnly
        aria-label={t("notices.dismiss")}
        isPending={dismiss.busy}
        onPress={() => void dismiss.run({ id: notice.id })}
      >
        <X size={16} aria-hidden="true" />
      </Button>
    </div>
  );
}

/** One point per line. */
function News({ text }: { text: string }) {
  const points = text.split("\n").filter((point) => point !== "");
  if (points.length === 0) return null;
  return (
    <ul className="notice-news">
      {points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}
