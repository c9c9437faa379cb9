import Search from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import { useRef } from "react";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import "../search/search-field.css";

/** Narrows the settings down. Esc clears it first. */
export function SettingsSearch({ text, onChange }: { text: string; onChange(text: string): void }) {
  const t = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="search-field">
      <Search className="search-icon" size={16} aria-hidden="true" />
      <input
        ref={input}
        className="search-input"
        type="text"
        aria-label={t("settings.searchLabel")}
        placeholder={t("settings.searchLabel")}
        value={text}
        maxLength={100}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || text === "") return;
          event.preventDefault();
          onChange("");
        }}
      />
      {text !== "" && (
        <Button
          look="quiet"
          iconOnly
          excludeFromTabOrder
          aria-label={t("people.clear")}
          onPress={() => {
            onChange("");
            input.current?.focus();
          }}
        >
          <X size={16} aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
