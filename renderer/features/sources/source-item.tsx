import ChevronDown from "lucide-react/icons/chevron-down";
import RotateCw from "lucide-react/icons/rotate-cw";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { flushSync } from "react-dom";
import type { ShownSource } from "../../../shared/contacts/source.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SourceCount } from "./source-count.tsx";
import { SourceDetails } from "./source-details.tsx";
import { SourceIcon } from "./source-icon.tsx";
import { SourceProgress } from "./source-progress.tsx";
import { SourceState } from "./source-state.tsx";
import "./source-item.css";

interface SourceItemProps {
  source: ShownSource;
  /** Unix milliseconds. */
  now: number;
  /** Among those that can be moved, from 0. */
  place: number;
  total: number;
  /** Whether its name is to have the focus. */
  wantsFocus: boolean;
  isRemoving: boolean;
  onMove(step: -1 | 1): Promise<boolean>;
  onRemove(): void;
  onReport(): void;
  onSaved(name: string): void;
}

/** A source: what it has, how it stands with it, and behind its name all that can be done. */
export function SourceItem(props: SourceItemProps) {
  const { source, now, place, total, wantsFocus, isRemoving, onMove, onRemove, onReport, onSaved } = props;
  const t = useTranslate();
  const formats = useFormats();
  const refresh = useCommand("sources.refresh");
  const [open, setOpen] = useState<"all" | "access">();
  const details = useId();
  const toggle = useRef<HTMLButtonElement>(null);
  const refreshButton = useRef<HTMLButtonElement>(null);
  const { id, name, kind, result, progress } = source;
  const refused = result?.state === "done" ? result.refused : 0;
  const needsAccess = result?.state === "failed" && result.code === "credentials";

  useEffect(() => {
    if (wantsFocus) toggle.current?.focus();
  }, [wantsFocus]);

  // "Stop" goes when there is nothing to stop any more.
  const isRunning = progress !== undefined;
  const hadFocus = useRef<Element>(undefined);
  useLayoutEffect(() => {
    const isLost = hadFocus.current?.isConnected === false && document.activeElement === document.body;
    if (!isRunning && isLost) refreshButton.current?.focus();
  }, [isRunning]);

  const close = () => {
    flushSync(() => setOpen(undefined));
    toggle.current?.focus();
  };
  return (
    <li
      className="source"
      data-source={id}
      onFocus={(event) => {
        hadFocus.current = event.target;
      }}
    >
      <div className="source-head">
        <AriaButton
          ref={toggle}
          className="source-toggle"
          aria-expanded={open !== undefined}
          {...(open === undefined ? {} : { "aria-controls": details })}
          onPress={() => setOpen(open === undefined ? "all" : undefined)}
        >
          <SourceIcon kind={kind} />
          <span className="source-text">
            <span className="source-name">{name}</span>
            <span className="visually-hidden">{t(`sources.kinds.${kind}`)}</span>
            <SourceCount source={source} now={now} />
          </span>
          <ChevronDown size={16} aria-hidden="true" className="source-chevron" />
        </AriaButton>
        <Button
          ref={refreshButton}
          look="quiet"
          iconOnly
          aria-label={t("sources.refreshOf", { name })}
          isPending={isRunning || refresh.busy}
          onPress={() => void refresh.run({ source: id })}
        >
          <RotateCw size={16} aria-hidden="true" />
        </Button>
      </div>
      <div className="source-body">
        {progress === undefined ? (
          <SourceState source={source} now={now} />
        ) : (
          <SourceProgress source={id} name={name} progress={progress} />
        )}
        {(refused > 0 || needsAccess) && (
          <div className="source-links">
            {refused > 0 && (
              <Button
                look="link"
                aria-label={t("sources.refusedOf", { name, count: refused, number: formats.number(refused) })}
                onPress={onReport}
              >
                {t("sources.refused", { count: refused, number: formats.number(refused) })}
              </Button>
            )}
            {needsAccess && open !== "access" && (
              <Button onPress={() => setOpen("access")}>{t("sources.correctAccess")}</Button>
            )}
          </div>
        )}
        {refresh.problem !== undefined && <ProblemBox title={t("sources.notRefreshed")} problem={refresh.problem} />}
      </div>
      {open !== undefined && (
        <SourceDetails
          key={open}
          id={details}
          source={source}
          place={place}
          total={total}
          isForAccess={open === "access"}
          isRemoving={isRemoving}
          onMove={onMove}
          onRemove={onRemove}
          onClose={close}
          onSaved={(saved) => {
            close();
            onSaved(saved);
          }}
        />
      )}
    </li>
  );
}
