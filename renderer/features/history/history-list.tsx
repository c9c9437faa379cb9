import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { KeyboardEvent } from "react-aria-components";
import { useStore } from "zustand";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { useNow } from "../../ui/use-now.ts";
import { CallRow } from "./call-row.tsx";
import { historyRows } from "./history-rows.ts";
import "./history-list.css";

const DAY_HEIGHT = 30;
const CALL_HEIGHT = 52;
/** The next page is asked for when this many rows are left below. */
const ROWS_AHEAD = 15;

/**
 * The calls in sight, out of however many there are. One stop for the Tab key: arrows, Home and End go from call to
 * call, Enter dials.
 */
export function HistoryList() {
  const t = useTranslate();
  const formats = useFormats();
  const { history } = useSidetone();
  const { calls, loading, problem } = useStore(history);
  const now = useNow(60_000);
  const { liveCalls } = useSnapshot();
  const rows = useMemo(() => {
    // A call that has just ended is still shown on top for a moment, and not twice.
    const onTop = new Set(liveCalls.map((call) => call.key));
    const past = calls.filter((call) => !onTop.has(call.key));
    return historyRows(past, now, formats, t);
  }, [calls, liveCalls, now, formats, t]);
  const scroller = useRef<HTMLDivElement>(null);
  const [focusedKey, setFocusedKey] = useState<string>();
  const wantsFocus = useRef<string>(undefined);

  // The same functions as long as the rows are: with others it would reckon all places anew for every step.
  const estimateSize = useCallback((index: number) => (rows[index]?.kind === "day" ? DAY_HEIGHT : CALL_HEIGHT), [rows]);
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;

  useEffect(() => {
    // Also once what was under way is done: it may have been something else than older calls.
    // What failed is asked again by him.
    const mayAsk = loading === undefined && problem === undefined;
    if (mayAsk && lastShown >= rows.length - ROWS_AHEAD) void history.loadOlder();
  }, [history, lastShown, rows.length, loading, problem]);

  const dialable = useMemo(
    () =>
      rows.flatMap((row, index) =>
        row.kind === "call" && row.call.number !== undefined ? [{ key: row.key, index }] : [],
      ),
    [rows],
  );
  const focusedAt = useMemo(() => dialable.findIndex(({ key }) => key === focusedKey), [dialable, focusedKey]);
  const tabStop = dialable[Math.max(0, focusedAt)]?.key;

  const onKeyDown = (event: KeyboardEvent) => {
    const at = focusedAt;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: dialable.length - 1 }[event.key];
    const target = to === undefined ? undefined : dialable[to];
    if (target === undefined) {
      // Any other key is the window's: Esc closes it.
      event.continuePropagation();
      return;
    }
    event.preventDefault();
    setFocusedKey(target.key);
    wantsFocus.current = target.key;
    virtualizer.scrollToIndex(target.index, { align: "auto" });
  };

  return (
    <div ref={scroller} className="history-scroller">
      <ul className="history-list" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <li
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className="history-item"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row.kind === "day" ? (
                <h3 className="history-day">{row.title}</h3>
              ) : (
                <CallRow
                  call={row.call}
                  isTabStop={row.key === tabStop}
                  wantsFocus={wantsFocus}
                  onFocused={() => setFocusedKey(row.key)}
                  onKeyDown={onKeyDown}
                />
              )}
            </li>
          );
        })}
      </ul>
      {loading === "older" && <p className="history-more">{t("history.more")}</p>}
    </div>
  );
}
