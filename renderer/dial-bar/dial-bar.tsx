import Phone from "lucide-react/icons/phone";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Bridge } from "../../shared/ipc/contract.ts";
import type { BarView } from "../../shared/ipc/dial-bar.ts";
import { sendRequest } from "../bridge/send-request.ts";
import { DialList } from "../features/dial/dial-list.tsx";
import { type DialOption, dialOptions } from "../features/dial/dial-options.ts";
import { createDialPreview } from "../features/dial/dial-preview.ts";
import { useTranslate } from "../i18n/use-translate.ts";
import { ProblemBox } from "../ui/problem-box.tsx";
import { BarCall } from "./bar-call.tsx";
import { BarHintLine } from "./bar-hint-line.tsx";
import "./dial-bar.css";

/**
 * One line for a number or a name, with whom it means below: the dial field's combobox in a window of its own. The keyboard
 * does all: arrows choose, Enter dials, Esc leaves.
 */
export function DialBar({ bridge, view }: { bridge: Bridge; view: BarView }) {
  const t = useTranslate();
  const [preview] = useState(() => createDialPreview(bridge));
  const answer = useStore(preview);
  const [text, setText] = useState(view.text);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
    if (view.text !== "") void preview.ask(view.text);
    return () => preview.clear();
  }, [preview, view.text]);

  const isEmpty = text.trim() === "";
  const { call, found } = view;
  const isUnderWay = call?.state === "asking" || call?.state === "lift-phone";
  const showsFound = isEmpty && found.length > 0;
  // What an older text meant stays in sight, but nothing of it can be dialled.
  const current = showsFound || (answer.preview !== undefined && answer.text === text);
  const options = useMemo<DialOption[]>(
    () => (showsFound ? found : dialOptions(answer.preview)),
    [showsFound, found, answer.preview],
  );
  const chosen = current ? options[Math.min(active, options.length - 1)] : undefined;
  const isOpen = call === undefined && (current || !isEmpty);

  const change = (next: string) => {
    setText(next);
    setActive(0);
    preview.type(next);
    if (call !== undefined) void sendRequest(bridge, "bar.clear", undefined);
  };

  const dial = (number: string) => void sendRequest(bridge, "bar.dial", { number });

  const enter = async () => {
    if (isUnderWay || call?.state === "unsure") return;
    if (chosen !== undefined) {
      dial(chosen.number);
      return;
    }
    if (isEmpty) return;
    const fresh = await preview.ask(text);
    const number = fresh?.preview?.number;
    if (number !== undefined) dial(number);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      // Held down, it would dial as often as the key repeats.
      if (!event.repeat) void enter();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (options.length > 0 && current) {
        const step = event.key === "ArrowDown" ? 1 : -1;
        setActive((active + step + options.length) % options.length);
      } else if (isEmpty && call === undefined) void preview.ask(text);
    } else if (event.key === "Tab" && !view.offersClipboard) event.preventDefault();
  };

  return (
    <div className="bar">
      <div className="bar-line">
        <Phone size={20} aria-hidden="true" className="bar-icon" />
        <input
          ref={input}
          className="bar-input"
          type="text"
          role="combobox"
          aria-label={t("dialBar.title")}
          aria-expanded={isOpen && options.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && chosen !== undefined ? `${listId}-${options.indexOf(chosen)}` : undefined}
          placeholder={t("dialBar.placeholder")}
          autoComplete="off"
          spellCheck={false}
          maxLength={2_000}
          readOnly={isUnderWay}
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          // There is nothing else to type in.
          onBlur={() => {
            if (!view.offersClipboard) input.current?.focus();
          }}
        />
      </div>
      {call !== undefined && <BarCall call={call} />}
      {call === undefined && isEmpty && view.hint !== undefined && (
        <BarHintLine bridge={bridge} view={view} hint={view.hint} />
      )}
      {showsFound && call === undefined && <p className="bar-found">{t("dialBar.found", { count: found.length })}</p>}
      <DialList
        id={listId}
        open={isOpen}
        label={t(showsFound ? "dialBar.found" : isEmpty ? "dial.recent" : "dial.suggestions", { count: found.length })}
        options={options}
        chosen={chosen}
        nothingFound={!isEmpty && current && options.length === 0}
        onChoose={(option) => dial(option.number)}
      />
      {call === undefined && !isEmpty && answer.text === text && answer.problem !== undefined && (
        <ProblemBox problem={answer.problem} />
      )}
      {isOpen && options.length > 0 && (
        <p className="bar-keys" aria-hidden="true">
          {t("dialBar.keys")}
        </p>
      )}
    </div>
  );
}
