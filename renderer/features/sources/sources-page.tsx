import { useEffect, useRef, useState } from "react";
import type { ShownSource } from "../../../shared/contacts/source.ts";
import { useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { Page } from "../views/page.tsx";
import { AddSources } from "./add-sources.tsx";
import { ExportContacts } from "./export-contacts.tsx";
import { sourceIcons } from "./source-icon.ts";
import { SourceItem } from "./source-item.tsx";
import { sourceName } from "./source-name.ts";
import "./sources-page.css";

/** Where contacts come from, in the order in which their word counts, and the ways to more. */
export function SourcesPage() {
  const t = useTranslate();
  const { sources } = useSnapshot();
  const order = useCommand("sources.order");
  const [said, setSaid] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const added = sources.filter(({ kind }) => kind !== "own" && kind !== "colleagues");
  const news = useNews(sources);

  const move = async (index: number, by: -1 | 1) => {
    const ids = added.map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    if (moved === undefined) return;
    ids.splice(index + by, 0, moved);
    const result = await order.run({ sources: ids });
    const source = added[index];
    if (result.ok && source !== undefined)
      setSaid(t("sources.moved", { name: sourceName(source, t), place: String(index + by + 1) }));
  };

  return (
    <Page title={t("sources.title")}>
      <p className="visually-hidden" role="status">
        {said === "" ? news : said}
      </p>
      <div className="sources-always" ref={list} tabIndex={-1}>
        {sources
          .filter(({ kind }) => kind === "own" || kind === "colleagues")
          .map((source) => (
            <AlwaysThere key={source.id} source={source} />
          ))}
      </div>
      {order.problem !== undefined && <ProblemBox title={t("sources.notDone")} problem={order.problem} />}
      {added.length > 1 && <p className="sources-hint">{t("sources.hint")}</p>}
      {added.length > 0 && (
        <ul className="sources-list">
          {added.map((source, index) => (
            <SourceItem
              key={source.id}
              source={source}
              onEarlier={index > 0 ? () => void move(index, -1) : undefined}
              onLater={index < added.length - 1 ? () => void move(index, 1) : undefined}
              onRemoved={() => list.current?.focus()}
            />
          ))}
        </ul>
      )}
      <AddSources />
      {sources.some(({ contacts }) => contacts > 0) && <ExportContacts />}
    </Page>
  );
}

/** Own entries and colleagues: they come by themselves, and cannot go. */
function AlwaysThere({ source }: { source: ShownSource }) {
  const t = useTranslate();
  const formats = useFormats();
  const Icon = sourceIcons[source.kind];
  const { contacts } = source;
  return (
    <div className="sources-one">
      <Icon size={18} aria-hidden="true" />
      <div className="source-text">
        <p className="sources-one-name">{sourceName(source, t)}</p>
        <p className="source-facts">{t(source.kind === "own" ? "sources.ownHint" : "sources.colleaguesHint")}</p>
      </div>
      <span className="source-facts tabular">{formats.number(contacts)}</span>
    </div>
  );
}

/** What a screen reader is told when a source has been read, or could not be. */
function useNews(sources: readonly ShownSource[]): string {
  const t = useTranslate();
  const [news, setNews] = useState("");
  const wasReading = useRef(new Set<string>());
  useEffect(() => {
    for (const source of sources) {
      if (source.progress !== undefined) wasReading.current.add(source.id);
      else if (wasReading.current.delete(source.id)) {
        const { name, result } = source;
        setNews(t(result?.state === "failed" ? "sources.failedAnnouncement" : "sources.done", { name }));
      }
    }
  }, [sources, t]);
  return news;
}
