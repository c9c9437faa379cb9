import type { ShownSource } from "../../../shared/contacts/source.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SourceCount } from "./source-count.tsx";
import { SourceIcon } from "./source-icon.tsx";
import { sourceName } from "./source-name.ts";

/** Own entries or colleagues: always there, and always first. @param now Unix milliseconds */
export function FixedSource({ source, now }: { source: ShownSource; now: number }) {
  const t = useTranslate();
  const { problem } = useSnapshot().directory;
  const { kind } = source;
  return (
    <li className="source">
      <div className="source-fixed">
        <SourceIcon kind={kind} />
        <div className="source-text">
          <p className="source-name">{sourceName(source, t)}</p>
          {kind === "colleagues" && <p className="visually-hidden">{t("sources.colleaguesHint")}</p>}
          <SourceCount source={source} now={now} />
        </div>
      </div>
      {kind === "colleagues" && problem !== undefined && (
        <div className="source-body">
          <ProblemBox title={t("settings.colleaguesProblem")} problem={problem} />
        </div>
      )}
    </li>
  );
}
