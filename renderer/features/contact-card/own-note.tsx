import { useEffect, useRef, useState } from "react";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { ProblemBox } from "../../ui/problem-box.tsx";
import "./card-notes.css";

/** What the employee himself notes: kept as soon as he goes elsewhere. */
export function OwnNote({ id, note, onSaved }: { id: string; note: string; onSaved(id: string): Promise<void> }) {
  const t = useTranslate();
  const { run, problem } = useCommand("contacts.mark");
  const [text, setText] = useState(note);
  const [isSaved, setSaved] = useState(false);
  /** What main has, as far as is known here. */
  const kept = useRef(note);
  const written = useRef(note);
  written.current = text;

  // Written elsewhere meanwhile: taken over, unless he is writing himself.
  useEffect(() => {
    if (written.current === kept.current) setText(note);
    kept.current = note;
  }, [note]);

  const save = async () => {
    if (written.current === kept.current) return;
    const saving = written.current;
    const before = kept.current;
    kept.current = saving;
    const result = await run({ id, note: saving });
    if (result.ok) {
      setSaved(true);
      await onSaved(result.value.id);
    } else kept.current = before;
  };
  const saveNow = useRef(save);
  saveNow.current = save;
  // Esc takes the field away with the focus in it.
  useEffect(() => () => void saveNow.current(), []);

  return (
    <div className="card-own-note">
      <textarea
        className="card-own-note-input"
        aria-label={t("people.card.ownNote")}
        placeholder={t("people.card.ownNotePlaceholder")}
        maxLength={10_000}
        rows={2}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setSaved(false);
        }}
        onBlur={() => void save()}
      />
      <p className="card-own-note-saved" role="status">
        {isSaved && t("people.card.noteSaved")}
      </p>
      {problem !== undefined && <ProblemBox title={t("people.card.noteNotSaved")} problem={problem} />}
    </div>
  );
}
