import Plus from "lucide-react/icons/plus";
import { useLayoutEffect, useRef, useState } from "react";
import type { ShownSource } from "../../../shared/contacts/source.ts";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { useNow } from "../../ui/use-now.ts";
import { Page } from "../views/page.tsx";
import { AddSource, type AddWay } from "./add-source.tsx";
import { ExportContacts } from "./export-contacts.tsx";
import { FixedSource } from "./fixed-source.tsx";
import { SourceItem } from "./source-item.tsx";
import { useSourceAnnouncements } from "./use-source-announcements.ts";
import "./sources-page.css";

const LOOK_MS = 10_000;
const isFixed = ({ kind }: ShownSource) => kind === "own" || kind === "colleagues";

/**
 * Where contacts come from, in the order that counts, and the ways to more.
 *
 * @param added a source that is new: it has the focus
 */
export function SourcesPage({ added }: { added: string | undefined }) {
  const t = useTranslate();
  const { shows } = useSidetone();
  const { sources } = useSnapshot();
  const order = useCommand("sources.order");
  const remove = useCommand("sources.remove");
  const chooseFolder = useCommand("sources.chooseFolder");
  const [text, say] = useSourceAnnouncements(sources);
  const [removing, setRemoving] = useState<string>();
  const [isNew, setNew] = useState(added);
  const firstWay = useRef<HTMLButtonElement>(null);
  const now = useNow(LOOK_MS);
  const movable = sources.filter((source) => !isFixed(source));
  const ids = movable.map(({ id }) => id);
  const list = useFocusAfterRemoval(ids, firstWay);

  const add = async (way: AddWay) => {
    if (way === "import") shows.open({ kind: "import" });
    else if (way !== "folder") shows.open({ kind: "subscribe", what: way });
    else if (!chooseFolder.busy) {
      const result = await chooseFolder.run(undefined);
      if (result.ok && result.value.source !== undefined) setNew(result.value.source);
    }
  };
  const move = async (id: string, step: -1 | 1): Promise<boolean> => {
    const from = ids.indexOf(id);
    const other = ids[from + step];
    if (other === undefined || order.busy) return false;
    const next = ids.map((one) => (one === id ? other : one === other ? id : one));
    const result = await order.run({ sources: next });
    const name = movable[from]?.name ?? "";
    if (result.ok) {
      say(t("sources.announce.moved", { name, place: String(from + step + 1), total: String(ids.length) }));
    }
    return result.ok;
  };
  const takeAway = async ({ id, name }: ShownSource) => {
    setRemoving(id);
    const result = await remove.run({ source: id });
    setRemoving(undefined);
    if (result.ok) say(t("sources.announce.removed", { name }));
  };

  return (
    <Page
      title={t("sources.title")}
      actions={
        <Button look="quiet" iconOnly aria-label={t("sources.addJump")} onPress={() => firstWay.current?.focus()}>
          <Plus size={18} aria-hidden="true" />
        </Button>
      }
    >
      <p className="visually-hidden" role="status">
        {text}
      </p>
      {movable.length > 0 ? (
        <p className="sources-intro">{t("sources.intro")}</p>
      ) : (
        <div className="sources-empty">
          <p className="sources-empty-title">{t("sources.emptyTitle")}</p>
          <p className="sources-intro">{t("sources.emptyHint")}</p>
        </div>
      )}
      {order.problem !== undefined && <ProblemBox title={t("sources.notMoved")} problem={order.problem} />}
      {remove.problem !== undefined && <ProblemBox title={t("sources.notRemoved")} problem={remove.problem} />}
      <ol ref={list} className="sources-list" aria-label={t("sources.list")}>
        {sources.map((source) => {
          if (isFixed(source)) return <FixedSource key={source.id} source={source} now={now} />;
          const { id } = source;
          return (
            <SourceItem
              key={id}
              source={source}
              now={now}
              place={ids.indexOf(id)}
              total={ids.length}
              wantsFocus={isNew === id}
              isRemoving={removing === id}
              onMove={(step) => move(id, step)}
              onRemove={() => void takeAway(source)}
              onReport={() => shows.open({ kind: "report", source: id })}
              onSaved={(name) => say(t("sources.announce.saved", { name }))}
            />
          );
        })}
      </ol>
      {chooseFolder.problem !== undefined && (
        <ProblemBox title={t("sources.notAdded")} problem={chooseFolder.problem} />
      )}
      <AddSource first={firstWay} onChosen={(way) => void add(way)} />
      <ExportContacts />
    </Page>
  );
}

/** When the source that had the focus goes, the next one gets it; else the first way to add one. */
function useFocusAfterRemoval(ids: readonly string[], otherwise: { current: HTMLElement | null }) {
  const list = useRef<HTMLOListElement>(null);
  const before = useRef(ids);
  const key = ids.join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: when one has gone or come.
  useLayoutEffect(() => {
    const gone = before.current.findIndex((id) => !ids.includes(id));
    before.current = ids;
    if (gone === -1 || document.activeElement !== document.body) return;
    const next = ids[Math.min(gone, ids.length - 1)];
    const items = [...(list.current?.querySelectorAll<HTMLElement>("[data-source]") ?? [])];
    const item = items.find((one) => one.dataset.source === next);
    (item?.querySelector<HTMLElement>(".source-toggle") ?? otherwise.current)?.focus();
  }, [key]);
  return list;
}
