import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { useNow } from "../../ui/use-now.ts";

/** How long they have been talking, counting. Screen readers get the label once and not every second. */
export function TalkTime({ since }: { since: number }) {
  const t = useTranslate();
  const formats = useFormats();
  const now = useNow(1000);
  return (
    <span className="talk-time tabular" role="timer" aria-label={t("calls.talkTime")}>
      {formats.clock((now - since) / 1000)}
    </span>
  );
}
