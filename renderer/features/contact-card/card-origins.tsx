import type { Person } from "../../../shared/contacts/person.ts";
import { useFormats } from "../../i18n/use-formats.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { SourceBadges } from "../people/source-badges.tsx";
import { CardSection } from "./card-section.tsx";
import "./card-origins.css";

/** Who says so, since when, and what each calls him where they differ. */
export function CardOrigins({ person }: { person: Person }) {
  const t = useTranslate();
  const formats = useFormats();
  const now = Date.now();
  return (
    <CardSection title={t("people.card.origins")}>
      <ul>
        {person.origins.map(({ id, source, sourceName, sourceKind, name, company, asOf }) => {
          const words =
            sourceKind === "own"
              ? t("people.ownEntry")
              : sourceKind === "colleagues"
                ? t("people.card.fromColleagues")
                : sourceName;
          const called = [name, company].filter((part) => part !== undefined && part !== "").join(" · ");
          const isCalledOtherwise = person.origins.length > 1 && called !== "";
          return (
            <li key={id} className="card-origin">
              <SourceBadges sources={[source]} />
              <div className="card-origin-text">
                <p>
                  {asOf === undefined ? words : t("people.card.asOf", { source: words, date: formats.date(asOf, now) })}
                </p>
                {isCalledOtherwise && <p className="card-origin-name">{called}</p>}
              </div>
            </li>
          );
        })}
      </ul>
    </CardSection>
  );
}
