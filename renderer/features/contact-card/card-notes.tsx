import type { Person } from "../../../shared/contacts/person.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { CardSection } from "./card-section.tsx";
import "./card-notes.css";

/** What the sources note about him. */
export function CardNotes({ person }: { person: Person }) {
  const t = useTranslate();
  if (person.notes.length === 0) return null;
  const nameOf = (source: string) => person.origins.find((origin) => origin.source === source)?.sourceName ?? source;
  return (
    <CardSection title={t("people.card.notes")}>
      {person.notes.map(({ source, text }) => (
        <div key={`${source} ${text}`} className="card-note">
          <p className="card-note-text">{text}</p>
          <p className="card-note-from">{t("people.card.noteFrom", { source: nameOf(source) })}</p>
        </div>
      ))}
    </CardSection>
  );
}
