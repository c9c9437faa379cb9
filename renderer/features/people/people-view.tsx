import Search from "lucide-react/icons/search";
import UserPlus from "lucide-react/icons/user-plus";
import X from "lucide-react/icons/x";
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { DialTrouble } from "../dial/dial-trouble.tsx";
import { useDialler } from "../dial/dialler.tsx";
import { LiveCalls } from "../live-calls/live-calls.tsx";
import { createPeopleSearch } from "../search/people-search.ts";
import { numberOf, pageOf, type SearchOption, searchOptions } from "../search/search-options.ts";
import { SearchResults } from "../search/search-results.tsx";
import { SourcesButton } from "../sources/sources-button.tsx";
import { NoContacts } from "./no-contacts.tsx";
import { PeopleList } from "./people-list.tsx";
import "../search/search-field.css";
import "./people-view.css";

/**
 * Everybody, and the one field that finds everything: people, companies, numbers and calls. A combobox whose first result
 * is always chosen: Enter shows it, Ctrl+Enter dials it.
 */
export function PeopleView() {
  const t = useTranslate();
  const { bridge, shows, people } = useSidetone();
  const { contactsRev, historyRev } = useSnapshot();
  const { searchWish } = useStore(shows);
  const list = useStore(people);
  const [search] = useState(() => createPeopleSearch(bridge));
  const { answer, problem } = useStore(search);
  const dialler = useDialler();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();

  const isEmpty = text.trim() === "";
  // While the next answer is on its way the last one stays in sight, but nothing of it can be chosen.
  const isCurrent = answer?.text === text;
  const options = useMemo(() => searchOptions(answer), [answer]);
  const chosen = isCurrent ? options[Math.min(active, options.length - 1)] : undefined;

  useEffect(() => people.follow(contactsRev), [people, contactsRev]);

  // What was found is found anew when it may be another.
  const asked = useRef("");
  asked.current = isEmpty ? "" : text;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again because of them.
  useEffect(() => {
    if (asked.current !== "") void search.ask(asked.current);
  }, [search, contactsRev, historyRev]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each wish is one.
  useEffect(() => {
    // Whoever goes from tab to tab by keyboard goes on from there.
    if (document.activeElement?.matches("[role=tab][data-focus-visible]")) return;
    input.current?.focus();
    input.current?.select();
  }, [searchWish]);

  const change = (next: string) => {
    setText(next);
    setActive(0);
    dialler.clearProblem();
    if (next.trim() === "") search.clear();
    else void search.ask(next);
  };

  const dial = async (option: SearchOption) => {
    const number = numberOf(option);
    if (number !== undefined && (await dialler.dial(number))) change("");
  };

  const open = (option: SearchOption) => {
    const page = pageOf(option);
    if (page === undefined) void dial(option);
    else shows.open(page);
  };

  const enter = async (isDial: boolean) => {
    const fresh = chosen ?? searchOptions(await search.ask(text))[0];
    if (fresh === undefined) return;
    if (isDial) await dial(fresh);
    else open(fresh);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (!isEmpty) void enter(event.ctrlKey || event.metaKey);
    } else if (event.key === "Escape" && text !== "") {
      event.preventDefault();
      change("");
    } else if (event.key === "ArrowDown" && isEmpty) {
      event.preventDefault();
      firstRow.current?.querySelector<HTMLElement>('.person-item-open[tabindex="0"], .person-item-open')?.focus();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && chosen !== undefined) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((Math.min(active, options.length - 1) + step + options.length) % options.length);
    }
  };
  const firstRow = useRef<HTMLDivElement>(null);
  const toField = useCallback(() => input.current?.focus(), []);
  const isShown = !isEmpty && answer !== undefined;

  return (
    <div className="people-view" ref={firstRow}>
      <div className="search-bar">
        <div className="search-field">
          <Search size={16} aria-hidden="true" className="search-icon" />
          <input
            ref={input}
            className="search-input"
            type="text"
            role="combobox"
            aria-label={t("people.search")}
            aria-expanded={isShown}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={isShown && chosen !== undefined ? `${listId}-${options.indexOf(chosen)}` : undefined}
            placeholder={t("people.searchPlaceholder")}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={text}
            onChange={(event) => change(event.target.value)}
            onKeyDown={onKeyDown}
          />
          {text !== "" && (
            <Button look="quiet" iconOnly aria-label={t("people.clear")} onPress={() => change("")} excludeFromTabOrder>
              <X size={16} aria-hidden="true" />
            </Button>
          )}
        </div>
        <Button look="quiet" iconOnly aria-label={t("people.add")} onPress={() => shows.open({ kind: "new" })}>
          <UserPlus size={18} aria-hidden="true" />
        </Button>
        <SourcesButton />
      </div>
      <p className="visually-hidden" role="status">
        {isShown && isCurrent && t("people.resultCount", { count: answer.people.length + answer.calls.length })}
      </p>
      <DialTrouble />
      <LiveCalls />
      {problem !== undefined && !isEmpty && (
        <div className="people-problem">
          <ProblemBox title={t("people.searchFailed")} problem={problem} />
        </div>
      )}
      {list.problem !== undefined && isEmpty && (
        <div className="people-problem">
          <ProblemBox title={t("people.listFailed")} problem={list.problem}>
            <Button onPress={() => people.retry()}>{t("common.tryAgain")}</Button>
          </ProblemBox>
        </div>
      )}
      {isShown ? (
        <SearchResults
          id={listId}
          answer={answer}
          options={options}
          chosen={chosen}
          onOpen={open}
          onDial={(option) => void dial(option)}
        />
      ) : (
        isEmpty && (list.places.rows > 0 ? <PeopleList onLeave={toField} /> : list.isLoaded && <NoContacts />)
      )}
    </div>
  );
}
