import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronUp from "lucide-react/icons/chevron-up";
import CircleAlert from "lucide-react/icons/circle-alert";
import Pencil from "lucide-react/icons/pencil";
import RefreshCw from "lucide-react/icons/refresh-cw";
import Trash from "lucide-react/icons/trash-2";
import { useRef, useState } from "react";
import type { ShownSource } from "../../../shared/contacts/source.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { RemoveSource } from "./remove-source.tsx";
import { SourceForm } from "./source-form.tsx";
import { sourceIcons } from "./source-icon.ts";
import { sourceName } from "./source-name.ts";
import { SourceState } from "./source-state.tsx";
import "./source-item.css";

interface SourceItemProps {
  source: ShownSource;
  /** Absent where it cannot be moved that way. */
  onEarlier: (() => void) | undefined;
  onLater: (() => void) | undefined;
  onRemoved(): void;
}

/** A source that the employee added: how it stands, and all that can be done with it. */
export function SourceItem({ source, onEarlier, onLater, onRemoved }: SourceItemProps) {
  const t = useTranslate();
  const refresh = useCommand("sources.refresh");
  const [open, setOpen] = useState<"form" | "remove">();
  const change = useRef<HTMLButtonElement>(null);
  const remove = useRef<HTMLButtonElement>(null);
  const Icon = sourceIcons[source.kind];
  const name = sourceName(source, t);
  const { result, progress } = source;
  const hasFailed = progress === undefined && result?.state === "failed" && result.code !== "cancelled";

  return (
    <li className={`source${hasFailed ? " source-with-problem" : ""}`}>
      <div className="source-head">
        <span className="source-icon">
          {hasFailed ? <CircleAlert size={18} aria-hidden="true" /> : <Icon size={18} aria-hidden="true" />}
        </span>
        <div className="source-text">
          <p className="source-name">{name}</p>
          <p className="source-where" title={source.location}>
            {t(`sources.kinds.${kindOf(source)}`)}
            {source.location !== undefined && ` · ${source.location}`}
          </p>
        </div>
      </div>
      <SourceState source={source} />
      {refresh.problem !== undefined && <ProblemBox title={t("sources.notDone")} problem={refresh.problem} />}
      {open === "form" && <SourceForm source={source} onClose={() => close(change.current)} />}
      {open === "remove" && (
        <RemoveSource source={source} onClose={() => close(remove.current)} onRemoved={onRemoved} />
      )}
      <div className="source-actions" hidden={open !== undefined}>
        <Button
          look="quiet"
          iconOnly
          aria-label={t("sources.refresh", { name })}
          isDisabled={progress !== undefined}
          onPress={() => void refresh.run({ source: source.id })}
        >
          <RefreshCw size={16} aria-hidden="true" />
        </Button>
        <Button
          ref={change}
          look="quiet"
          iconOnly
          aria-label={t("sources.change", { name })}
          onPress={() => setOpen("form")}
        >
          <Pencil size={16} aria-hidden="true" />
        </Button>
        <Button
          ref={remove}
          look="quiet"
          iconOnly
          aria-label={t("sources.remove", { name })}
          onPress={() => setOpen("remove")}
        >
          <Trash size={16} aria-hidden="true" />
        </Button>
        {(onEarlier !== undefined || onLater !== undefined) && (
          <span className="source-order">
            <Button
              look="quiet"
              iconOnly
              aria-label={t("sources.earlier", { name })}
              isDisabled={onEarlier === undefined}
              onPress={() => onEarlier?.()}
            >
              <ChevronUp size={16} aria-hidden="true" />
            </Button>
            <Button
              look="quiet"
              iconOnly
              aria-label={t("sources.later", { name })}
              isDisabled={onLater === undefined}
              onPress={() => onLater?.()}
            >
              <ChevronDown size={16} aria-hidden="true" />
            </Button>
          </span>
        )}
      </div>
    </li>
  );

  function close(button: HTMLButtonElement | null): void {
    setOpen(undefined);
    // It can have the focus only once it is there again.
    requestAnimationFrame(() => button?.focus());
  }
}

function kindOf({ kind }: ShownSource) {
  return kind === "own" || kind === "colleagues" ? "file" : kind;
}
