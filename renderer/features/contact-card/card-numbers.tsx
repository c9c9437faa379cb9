import type { Person } from "../../../shared/contacts/person.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { CallButton } from "../calls/call-button.tsx";
import { SourceBadges } from "../people/source-badges.tsx";
import { CardRow, CardSection } from "./card-section.tsx";

/** All his numbers, each of which calls him. */
export function CardNumbers({ person }: { person: Person }) {
  const t = useTranslate();
  const { allNumbers, name, sources } = person;
  const phones = new Map(person.colleague?.phones.map((phone) => [phone.localNumber, phone.name]));
  return (
    <CardSection title={t("people.card.numbers")}>
      {allNumbers.length === 0 && <CardRow>{t("people.card.noNumbers")}</CardRow>}
      {allNumbers.map(({ number, displayNumber, label, customLabel, dialable, sources: from }) => (
        <CardRow
          key={number}
          label={
            <>
              {customLabel ?? phones.get(number) ?? t(`people.labels.${label}`)}
              {!dialable && ` · ${t("people.card.notDialable")}`}
              {sources.length > 1 && <SourceBadges sources={from} />}
            </>
          }
          action={dialable && <CallButton number={number} name={`${name}, ${displayNumber}`} />}
        >
          <span className="tabular">{displayNumber}</span>
        </CardRow>
      ))}
    </CardSection>
  );
}
