import CircleCheck from "lucide-react/icons/circle-check";
import CircleStop from "lucide-react/icons/circle-stop";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import { momentText } from "../../../shared/call-flows/moment-text.ts";
import type { ShownSource } from "../../../shared/contacts/source.ts";
import type { Formats } from "../../../shared/i18n/formats.ts";
import type { Translate } from "../../../shared/i18n/translator.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { failureWords } from "./failure-words.ts";
import "./source-state.css";

/** Whether a source is up to date; and where it is not, why, what is to be done, and when it is tried again. */
export function SourceState({ source, now }: { source: ShownSource; now: number }) {
  const t = useTranslate();
  const formats = useFormats();
  const { result, kind, asOf, contacts, nextTryAt } = source;
  if (result?.state !== "failed") {
    const isCurrent = result !== undefined && kind !== "file";
    return (
      <p className="source-state tabular">
        {isCurrent && <CircleCheck size={14} aria-hidden="true" className="source-state-good" />}
        <span>{quietText(source, now, formats, t)}</span>
      </p>
    );
  }
  const { why, said } = failureWords(result, kind, t);
  const isHisWish = result.code === "cancelled" || result.code === "interrupted";
  const Icon = isHisWish ? CircleStop : TriangleAlert;
  const kept =
    !isHisWish && asOf !== undefined && contacts > 0
      ? t("sources.state.kept", { when: momentText(asOf, now, formats, t) })
      : "";
  return (
    <div className={`source-trouble${isHisWish ? " source-trouble-mild" : ""}`}>
      <Icon size={14} aria-hidden="true" />
      <div className="source-trouble-text">
        <p>{why}</p>
        {said !== undefined && <p className="source-trouble-said">{t("sources.state.detail", { detail: said })}</p>}
        <p className="source-trouble-then tabular">
          {[kept, nextTryText(nextTryAt, now, formats, t)].filter((part) => part !== "").join(" ")}
        </p>
      </div>
    </div>
  );
}

function quietText({ kind, result, nextTryAt }: ShownSource, now: number, formats: Formats, t: Translate): string {
  if (result === undefined) return t("sources.state.never");
  if (kind === "file") return t("sources.state.file");
  if (kind === "watched") return t("sources.state.watched");
  if (nextTryAt === undefined || nextTryAt <= now) return t("sources.state.current");
  return t("sources.state.nextTime", { when: momentText(nextTryAt, now, formats, t) });
}

function nextTryText(at: number | undefined, now: number, formats: Formats, t: Translate): string {
  if (at === undefined) return "";
  if (at <= now) return t("sources.state.nextTryNow");
  return t("sources.state.nextTry", { when: momentText(at, now, formats, t) });
}
