import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { useTranslate } from "../../i18n/use-translate.ts";
import type { Section } from "./row-places.ts";
import { sectionName } from "./section-name.ts";
import "./letter-rail.css";

interface LetterRailProps {
  sections: readonly Section[];
  current: Section | undefined;
  onChoose(section: Section): void;
}

/** The letters that there are names for: a slider, since the letters themselves are too small to be buttons. */
export function LetterRail({ sections, current, onChoose }: LetterRailProps) {
  const t = useTranslate();
  const rail = useRef<HTMLDivElement>(null);
  const at = current === undefined ? 0 : Math.max(0, sections.indexOf(current));

  const choose = (index: number) => {
    const section = sections[Math.min(Math.max(0, index), sections.length - 1)];
    if (section !== undefined) onChoose(section);
  };

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return;
    const letters = [...(rail.current?.children ?? [])];
    const below = letters.findIndex((letter) => event.clientY < letter.getBoundingClientRect().bottom);
    choose(below < 0 ? letters.length - 1 : below);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowRight: at + 1,
      ArrowUp: at - 1,
      ArrowLeft: at - 1,
      PageDown: at + 5,
      PageUp: at - 5,
      Home: 0,
      End: sections.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
  };

  return (
    <div
      ref={rail}
      className="letter-rail"
      role="slider"
      tabIndex={0}
      aria-label={t("people.jump")}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, sections.length - 1)}
      aria-valuenow={at}
      aria-valuetext={current === undefined ? "" : sectionName(current.title, t)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture?.(event.pointerId);
        onPointer(event);
      }}
      onPointerMove={onPointer}
    >
      {sections.map((section) => (
        <span
          key={section.title}
          className={`letter-rail-letter${section === current ? " letter-rail-letter-current" : ""}`}
        >
          <span>{section.title}</span>
        </span>
      ))}
    </div>
  );
}
