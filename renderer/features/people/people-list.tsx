import { useCallback, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { PersonRow } from "../../../shared/contacts/person.ts";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { useDialler } from "../dial/dialler.tsx";
import { LetterRail } from "./letter-rail.tsx";
import { PersonItem } from "./person-item.tsx";
import { HEADING_HEIGHT, type Section } from "./row-places.ts";
import { sectionName } from "./section-name.ts";
import { useTallList } from "./use-tall-list.ts";
import "./people-list.css";

/** With fewer letters, and fewer people, one sees them all. */
const RAIL_FROM_SECTIONS = 4;
const RAIL_FROM_ROWS = 30;
const ROWS_A_PAGE = 8;

/**
 * All contacts, favourites first and then by alphabet: only those in sight are drawn or asked for. One stop for the Tab
 * key: arrows, Page up and down, Home and End go from person to person, with Ctrl from letter to letter.
 */
export function PeopleList({ onLeave }: { onLeave(): void }) {
  const t = useTranslate();
  const { people, shows } = useSidetone();
  const { contactsRev } = useSnapshot();
  const { dial } = useDialler();
  const { places } = useStore(people);
  const scroller = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef<number>(undefined);
  const [focused, setFocused] = useState<number>();
  const list = useTallList(scroller, places, people);
  const { first, last, base, top } = list;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another edition of the list is asked for its rows, too.
  useEffect(() => people.want(first, last), [people, first, last, places, contactsRev]);

  const open = useCallback((person: PersonRow) => shows.open({ kind: "person", id: person.id }), [shows]);
  const call = useCallback(
    (person: PersonRow) => {
      if (person.number !== undefined) void dial(person.number);
    },
    [dial],
  );
  const { scrollToRow } = list;

  const takeKey = (key: string, index: number, isSection: boolean): boolean => {
    const to = rowFor(key, index, isSection);
    if (to === undefined) {
      // Whoever begins to type wants to search: the field gets the focus, and then the letter.
      if (key.length === 1 && !isSection && key !== " ") onLeave();
      return false;
    }
    if (to < 0) {
      onLeave();
      return true;
    }
    setFocused(to);
    wantsFocus.current = to;
    scrollToRow(to, isSection ? "top" : "nearest", HEADING_HEIGHT);
    return true;
  };
  const newest = useRef(takeKey);
  newest.current = takeKey;
  const onKey = useCallback((...key: Parameters<typeof takeKey>) => newest.current(...key), []);

  function rowFor(key: string, index: number, isSection: boolean): number | undefined {
    const end = places.rows - 1;
    const section = places.sectionOf(index);
    const at = section === undefined ? 0 : places.sections.indexOf(section);
    switch (key) {
      case "ArrowDown":
        return isSection ? (places.sections[at + 1]?.offset ?? index) : personFrom(Math.min(index + 1, end), 1, index);
      case "ArrowUp":
        if (isSection) return index === section?.offset ? (places.sections[at - 1]?.offset ?? index) : section?.offset;
        return index === 0 ? -1 : personFrom(index - 1, -1, index);
      case "PageDown":
        return personFrom(Math.min(index + ROWS_A_PAGE, end), -1, index);
      case "PageUp":
        return personFrom(Math.max(index - ROWS_A_PAGE, 0), 1, index);
      case "Home":
        return 0;
      case "End":
        return personFrom(end, -1, index);
      default:
        return undefined;
    }
  }

  /** The next row with room, in that direction; one that has not come yet is taken for a person. */
  function personFrom(row: number, step: 1 | -1, otherwise: number): number {
    for (let at = row; at >= 0 && at < places.rows; at += step) if (people.row(at) !== null) return at;
    return otherwise;
  }

  const jump = (section: Section) => scrollToRow(section.offset, "top", 0);

  const drawn = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  // Whoever has the focus keeps it, also out of sight.
  if (focused !== undefined && focused < places.rows && (focused < first || focused > last)) drawn.push(focused);
  const inSight = places.rows === 0 ? 0 : places.rowAt(top);
  const isDrawn = focused !== undefined && drawn.includes(focused) && people.row(focused) !== null;
  const tabStop = isDrawn ? focused : personFrom(inSight, 1, inSight);
  const current = places.sectionOf(inSight);
  const next = current === undefined ? undefined : places.sections[places.sections.indexOf(current) + 1];
  const pushed = next === undefined ? 0 : Math.min(0, places.topOf(next.offset) - top - HEADING_HEIGHT);
  const hasRail = places.sections.length >= RAIL_FROM_SECTIONS && places.rows >= RAIL_FROM_ROWS;

  return (
    <div className="people-list">
      <h2 className="visually-hidden">{t("people.list")}</h2>
      {current !== undefined && (
        <div className="people-section-stuck" aria-hidden="true">
          <p className="people-section" style={{ transform: `translateY(${pushed}px)` }}>
            {sectionName(current.title, t)}
          </p>
        </div>
      )}
      <div ref={scroller} className="people-scroller">
        <ul className="people-rows" aria-label={t("people.list")} style={{ height: list.height }}>
          {drawn.map((index) => {
            const person = people.row(index);
            const heading = places.headingOf(index);
            if (person === null && heading === undefined) return null;
            return (
              <li
                // A favourite stands among the others, too.
                key={person == null ? `row ${index}` : `${person.id} ${places.sectionOf(index)?.title}`}
                className="people-row"
                aria-setsize={places.rows}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${places.topOf(index) - base}px)` }}
              >
                {heading !== undefined && <h3 className="people-section">{sectionName(heading.title, t)}</h3>}
                {person === undefined && <div className="person-item-waiting" />}
                {person !== undefined && person !== null && (
                  <PersonItem
                    person={person}
                    index={index}
                    isTabStop={index === tabStop}
                    wantsFocus={wantsFocus}
                    onOpen={open}
                    onDial={call}
                    onFocused={setFocused}
                    onKey={onKey}
                  />
                )}
              </li>
            );
          })}
        </ul>
      </div>
      {hasRail && <LetterRail sections={places.sections} current={current} onChoose={jump} />}
    </div>
  );
}
