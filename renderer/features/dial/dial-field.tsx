import Search from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { DialFrom } from "./dial-from.tsx";
import { DialList } from "./dial-list.tsx";
import { dialOptions } from "./dial-options.ts";
import { createDialPreview } from "./dial-preview.ts";
import { DialProblem } from "./dial-problem.tsx";
import { useDialler } from "./dialler.tsx";
import { Redial } from "./redial.tsx";
import { useRecentNumbers } from "./use-recent-numbers.ts";
import "./dial-field.css";

/**
 * One field for numbers and names: a combobox (WAI-ARIA Authoring Practices, "editable combobox with list
 * autocomplete") whose first option is always chosen, so that Enter dials what one sees highlighted. Empty, it offers whom
 * he spoke with lately when he asks for it (arrow or click), and Enter puts the last number in, as phones do.
 */
export function DialField() {
  const t = useTranslate();
  const { bridge, shows } = useSidetone();
  const { dial } = useSnapshot();
  const { dialWish: wish } = useStore(shows);
  const [preview] = useState(() => createDialPreview(bridge));
  const answer = useStore(preview);
  const dialler = useDialler();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();

  const recent = useRecentNumbers();
  const isEmpty = text.trim() === "";
  const current = isEmpty || answer.text === text;
  // While the next answer is on its way the last one stays in sight, but nothing of it can be dialled.
  const shownPreview = isEmpty ? recent : answer.preview;
  const options = useMemo(() => dialOptions(shownPreview), [shownPreview]);
  const chosen = current ? options[Math.min(active, options.length - 1)] : undefined;
  const problem = dialler.problem ?? (current && !isEmpty ? answer.problem : undefined);
  const shown = open && shownPreview !== undefined;

  const change = (next: string) => {
    setText(next);
    setActive(0);
    setOpen(true);
    dialler.clearProblem();
    preview.type(next);
  };

  const clear = () => {
    change("");
    setOpen(false);
  };

  const start = async (number: string) => {
    setOpen(false);
    if (!(await dialler.dial(number))) return;
    setText("");
    preview.clear();
  };

  const enter = async () => {
    if (isEmpty && !shown) {
      const last = recent?.redial;
      // Not while a call is being started: Enter was meant for that.
      if (last !== undefined && !dialler.busy && dial === undefined) change(last.displayNumber);
      return;
    }
    if (current && chosen !== undefined) {
      await start(chosen.number);
      return;
    }
    const fresh = await preview.ask(text);
    setOpen(true);
    const number = fresh?.preview?.number;
    if (number !== undefined) await start(number);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      void enter();
    } else if (event.key === "Escape" && (text !== "" || shown)) {
      event.preventDefault();
      clear();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && current && options.length > 0) {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (!shown) setActive(0);
      else setActive((active + step + options.length) % options.length);
    }
  };

  // A page that is lost is started anew with what was typed.
  useEffect(() => shows.typed(text), [shows, text]);

  // A wish from outside (hotkey, link, notification) fills the field; without a text it only gets the focus.
  const lastWish = useRef(0);
  useEffect(() => {
    input.current?.focus();
    if (wish.count === lastWish.current) return;
    lastWish.current = wish.count;
    if (wish.text === undefined) return;
    setText(wish.text);
    setActive(0);
    setOpen(true);
    preview.type(wish.text);
    input.current?.select();
  }, [wish, preview]);

  return (
    <div className="dial">
      <div className="dial-field">
        <Search size={16} aria-hidden="true" className="dial-icon" />
        <input
          ref={input}
          className="dial-input"
          type="text"
          role="combobox"
          aria-label={t("dial.label")}
          aria-expanded={shown && options.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={shown && chosen !== undefined ? `${listId}-${options.indexOf(chosen)}` : undefined}
          placeholder={t("dial.placeholder")}
          autoComplete="off"
          spellCheck={false}
          maxLength={2_000}
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          onFocus={() => setOpen(!isEmpty)}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
        />
        {text !== "" && (
          <Button look="quiet" iconOnly aria-label={t("dial.clear")} onPress={clear} excludeFromTabOrder>
            <X size={16} aria-hidden="true" />
          </Button>
        )}
        <DialList
          id={listId}
          open={shown}
          label={t(isEmpty ? "dial.recent" : "dial.suggestions")}
          options={options}
          chosen={chosen}
          nothingFound={!isEmpty && current && answer.preview !== undefined && options.length === 0}
          onChoose={(option) => void start(option.number)}
        />
      </div>
      <div className="dial-bar">
        <DialFrom />
        {isEmpty && recent?.redial !== undefined && <Redial last={recent.redial} />}
      </div>
      {problem !== undefined && <DialProblem title={t("dial.failed")} problem={problem} />}
    </div>
  );
}
