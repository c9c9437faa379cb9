import type { ShownSource } from "../../../shared/contacts/source.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { useNow } from "../../ui/use-now.ts";
import { ImportBar } from "./import-bar.tsx";
import { momentText } from "./moment-text.ts";
import { sourceName } from "./source-name.ts";

/** How it stands with a source: what it has and from when, what goes on, or what went wrong and what helps. */
export function SourceState({ source }: { source: ShownSource }) {
  const t = useTranslate();
  const formats = useFormats();
  const now = useNow(60_000);
  const { shows } = useSidetone();
  const cancel = useCommand("sources.cancel");
  const { id, contacts, asOf, nextTryAt, result, progress } = source;
  const name = sourceName(source, t);

  if (progress !== undefined) {
    return (
      <div className="source-progress">
        <ImportBar progress={progress} label={t("importing.running", { name })} />
        <Button look="secondary" onPress={() => void cancel.run({ source: id })}>
          {t("sources.stop")}
        </Button>
      </div>
    );
  }
  const isRead = asOf !== undefined || contacts > 0;
  const parts = [
    isRead ? t("sources.contacts", { count: contacts, shown: formats.number(contacts) }) : undefined,
    asOf === undefined ? undefined : t("sources.asOf", { moment: momentText(asOf, now, formats) }),
    nextTryAt === undefined || nextTryAt <= now
      ? undefined
      : t("sources.nextTry", { moment: momentText(nextTryAt, now, formats) }),
  ].filter((part) => part !== undefined);
  const refused = result?.state === "done" ? result.refused : 0;
  const hasFailed = result?.state === "failed" && result.code !== "cancelled";
  const facts = parts.length > 0 || hasFailed ? parts.join(" · ") : t("sources.waiting");
  return (
    <>
      <p className="source-facts tabular">
        {facts}
        {refused > 0 && (
          <>
            {" · "}
            <Button
              look="link"
              aria-label={t("sources.showLeftOut", { name })}
              onPress={() => shows.open({ kind: "report", source: id })}
            >
              {t("sources.leftOut", { count: refused, shown: formats.number(refused) })}
            </Button>
          </>
        )}
      </p>
      {hasFailed && (
        <div className="source-failed">
          <p>
            {t(`sources.failed.${result.code}`)}
            {contacts > 0 && ` ${t("sources.stays")}`}
          </p>
          {result.detail !== undefined && <p className="source-failed-detail">{result.detail}</p>}
        </div>
      )}
    </>
  );
}
