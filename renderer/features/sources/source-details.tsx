import Trash from "lucide-react/icons/trash-2";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { ShownSource } from "../../../shared/contacts/source.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { MoveSource } from "./move-source.tsx";
import { RemoveSource } from "./remove-source.tsx";
import { SourceForm } from "./source-form.tsx";
import "./source-details.css";

interface SourceDetailsProps {
  id: string;
  source: ShownSource;
  place: number;
  total: number;
  isForAccess: boolean;
  isRemoving: boolean;
  onMove(step: -1 | 1): Promise<boolean>;
  onRemove(): void;
  onSaved(name: string): void;
  /** Without anything changed. */
  onClose(): void;
}

/** Where a source is, and all that can be done with it. Esc closes it. */
export function SourceDetails(props: SourceDetailsProps) {
  const { id, source, place, total, isForAccess, isRemoving, onMove, onRemove, onSaved, onClose } = props;
  const t = useTranslate();
  const [isAsking, setAsking] = useState(false);
  const removeButton = useRef<HTMLButtonElement>(null);
  const { kind, location } = source;
  if (kind === "own" || kind === "colleagues") return null;
  return (
    <fieldset
      id={id}
      className="source-details"
      aria-label={t("sources.change", { name: source.name })}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      {location !== undefined && (
        <p className="source-location">
          <span className="source-location-label">{t(`sources.location.${kind}`)}</span>
          {location}
        </p>
      )}
      <SourceForm source={source} isForAccess={isForAccess} onSaved={onSaved} onCancel={onClose} />
      {isAsking ? (
        <RemoveSource
          source={source}
          busy={isRemoving}
          onConfirmed={onRemove}
          onNo={() => {
            flushSync(() => setAsking(false));
            removeButton.current?.focus();
          }}
        />
      ) : (
        <div className="source-more">
          {total > 1 && <MoveSource place={place} total={total} onMove={onMove} />}
          <Button ref={removeButton} look="quiet" onPress={() => setAsking(true)}>
            <Trash size={16} aria-hidden="true" />
            {t("sources.remove")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
