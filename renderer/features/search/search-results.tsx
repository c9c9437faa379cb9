import Phone from "lucide-react/icons/phone";
import SearchX from "lucide-react/icons/search-x";
import { useEffect, useRef } from "react";
import { useTranslate } from "../../i18n/use-translate.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import type { SearchAnswer } from "./people-search.ts";
import { SearchOptionLine } from "./search-option-line.tsx";
import { numberOf, pageOf, type SearchOption } from "./search-options.ts";
import "./search-results.css";

interface SearchResultsProps {
  id: string;
  answer: SearchAnswer;
  options: readonly SearchOption[];
  chosen: SearchOption | undefined;
  onOpen(option: SearchOption): void;
  onDial(option: SearchOption): void;
}

const groups = [
  { title: "people.resultPeople", kinds: ["person"] },
  { title: undefined, kinds: ["number"] },
  { title: "people.resultCalls", kinds: ["call"] },
  { title: undefined, kinds: ["new"] },
] as const;

/** What was found, best first. The field keeps the focus all the while (aria-activedescendant). */
export function SearchResults({ id, answer, options, chosen, onOpen, onDial }: SearchResultsProps) {
  const t = useTranslate();
  const scroller = useRef<HTMLDivElement>(null);
  const found = answer.people.length + answer.calls.length;

  useEffect(() => {
    if (chosen === undefined) return;
    const option = scroller.current?.querySelector('[aria-selected="true"]');
    option?.scrollIntoView?.({ block: "nearest" });
  }, [chosen]);

  return (
    <div className="search-results">
      {found === 0 && (
        <EmptyState
          icon={<SearchX size={22} />}
          title={t("people.noResult")}
          hint={t("people.noResultHint", { text: answer.text.trim() })}
        />
      )}
      <div
        ref={scroller}
        id={id}
        role="listbox"
        aria-label={t("people.results")}
        className={`search-scroller${found === 0 ? " search-scroller-below" : ""}`}
        // Pressing must not take the focus from the field.
        onMouseDown={(event) => event.preventDefault()}
      >
        {groups.map(({ title, kinds }) => {
          const members = options.filter(({ kind }) => (kinds as readonly string[]).includes(kind));
          if (members.length === 0) return null;
          const heading = title === undefined ? undefined : `${id}-${kinds[0]}`;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields.
            <div key={kinds[0]} role="group" {...(heading === undefined ? {} : { "aria-labelledby": heading })}>
              {title !== undefined && heading !== undefined && (
                <p id={heading} role="presentation" className="search-group-title">
                  {t(title)}
                </p>
              )}
              {members.map((option) => (
                <Option
                  key={option.key}
                  id={`${id}-${options.indexOf(option)}`}
                  option={option}
                  isChosen={option === chosen}
                  onOpen={onOpen}
                  onDial={onDial}
                />
              ))}
            </div>
          );
        })}
        {answer.more && (
          <p role="presentation" className="search-more">
            {t("people.moreResults")}
          </p>
        )}
      </div>
      {chosen !== undefined && <Keys option={chosen} />}
    </div>
  );
}

interface OptionProps {
  id: string;
  option: SearchOption;
  isChosen: boolean;
  onOpen(option: SearchOption): void;
  onDial(option: SearchOption): void;
}

function Option({ id, option, isChosen, onOpen, onDial }: OptionProps) {
  const number = numberOf(option);
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className="search-option"
      onClick={() => onOpen(option)}
      onKeyDown={(event) => {
        if (event.key === "Enter") onOpen(option);
      }}
    >
      <SearchOptionLine option={option} />
      {number !== undefined && (
        // For the mouse alone; Ctrl+Enter in the field does the same.
        <span
          className="search-option-dial"
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation();
            onDial(option);
          }}
        >
          <Phone size={16} />
        </span>
      )}
    </div>
  );
}

/** What the keys do with the one that is chosen. */
function Keys({ option }: { option: SearchOption }) {
  const t = useTranslate();
  const command = /Mac/.test(navigator.platform) ? "⌘" : "Ctrl";
  const hasPage = pageOf(option) !== undefined;
  const hasNumber = numberOf(option) !== undefined;
  return (
    <p className="search-keys" aria-hidden="true">
      {hasPage && (
        <span>
          <kbd>↵</kbd> {t("people.hintOpen")}
        </span>
      )}
      {hasNumber && (
        <span>
          {hasPage && (
            <>
              <kbd>{command}</kbd>{" "}
            </>
          )}
          <kbd>↵</kbd> {t("people.hintDial")}
        </span>
      )}
    </p>
  );
}
