import { memo, type RefObject, useEffect, useRef } from "react";
import { Button, type ButtonProps } from "react-aria-components/Button";
import type { PersonRow } from "../../../shared/contacts/person.ts";
import { CallButton } from "../calls/call-button.tsx";
import { PersonLine } from "./person-line.tsx";
import "./person-item.css";

interface PersonItemProps {
  person: PersonRow;
  /** Its row in the list. */
  index: number;
  /** Whether the Tab key stops here. */
  isTabStop: boolean;
  /** The row that is to have the focus once it is drawn. */
  wantsFocus: RefObject<number | undefined>;
  onOpen(person: PersonRow): void;
  onDial(person: PersonRow): void;
  onFocused(index: number): void;
  /** Of the keys that a row does not take itself. Answers whether it was used. */
  onKey(key: string, index: number, isSection: boolean): boolean;
}

/** A person in the list: Enter opens his card, Ctrl+Enter dials; the arrows to the sides go to the call button and back. */
export const PersonItem = memo(function PersonItem(props: PersonItemProps) {
  const { person, index, isTabStop, wantsFocus, onOpen, onDial, onFocused, onKey } = props;
  const open = useRef<HTMLButtonElement>(null);
  const call = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (wantsFocus.current !== index) return;
    wantsFocus.current = undefined;
    open.current?.focus({ preventScroll: true });
  });

  const onKeyDown: ButtonProps["onKeyDown"] = (event) => {
    if (event.key === "ArrowRight" && call.current !== null) call.current.focus();
    else if (event.key === "ArrowLeft") open.current?.focus();
    else if (event.altKey || !onKey(event.key, index, event.ctrlKey || event.metaKey)) {
      // Any other key is the window's: Esc closes it.
      event.continuePropagation();
      return;
    }
    event.preventDefault();
  };

  return (
    <div className="person-item">
      <Button
        ref={open}
        className="person-item-open"
        excludeFromTabOrder={!isTabStop}
        onPress={(event) => (event.ctrlKey || event.metaKey ? onDial(person) : onOpen(person))}
        onFocus={() => onFocused(index)}
        onKeyDown={onKeyDown}
      >
        <PersonLine person={person} />
      </Button>
      {person.number === undefined ? (
        <span className="person-item-no-button" />
      ) : (
        <CallButton
          ref={call}
          number={person.number}
          name={person.name}
          excludeFromTabOrder
          onFocus={() => onFocused(index)}
          onKeyDown={onKeyDown}
        />
      )}
    </div>
  );
});
