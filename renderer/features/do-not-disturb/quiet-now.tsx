import { untilText } from "../../../shared/call-flows/until-text.ts";
import type { Snapshot } from "../../../shared/ipc/snapshot.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { useNow } from "../../ui/use-now.ts";
import "./quiet-now.css";

/** That calls raise nothing, until when, and the way back. */
export function QuietNow({ quiet }: { quiet: NonNullable<Snapshot["doNotDisturb"]> }) {
  const t = useTranslate();
  const formats = useFormats();
  // The words "today" and "tomorrow" in it change at midnight.
  const now = useNow(60_000);
  const end = useCommand("doNotDisturb.end");
  const words =
    quiet.until === undefined
      ? t("doNotDisturb.on")
      : t("doNotDisturb.onUntil", { until: untilText(quiet.until, now, formats, t) });
  return (
    <div className="quiet-now">
      <p role="status">{words}</p>
      <Button onPress={() => void end.run(undefined)}>{t("doNotDisturb.end")}</Button>
      {end.problem !== undefined && <ProblemBox problem={end.problem} />}
    </div>
  );
}
