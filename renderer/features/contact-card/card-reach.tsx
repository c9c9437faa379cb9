import type { Person } from "../../../shared/contacts/person.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { CardRow, CardSection } from "./card-section.tsx";
import { webAddress } from "./web-address.ts";

/** How else he is reached, and what he is known by. */
export function CardReach({ person }: { person: Person }) {
  const t = useTranslate();
  const { emails, address, website, customerNumber } = person;
  if (emails.length === 0 && [address, website, customerNumber].every((text) => text === undefined)) return null;
  const link = website === undefined ? undefined : webAddress(website);
  return (
    <CardSection title={t("people.card.reach")}>
      {customerNumber !== undefined && (
        <CardRow label={t("people.card.customerNumber")}>
          <span className="tabular">{customerNumber}</span>
        </CardRow>
      )}
      {emails.map((email) => (
        <CardRow key={email} label={t("people.card.email")}>
          <a className="card-row-link" href={`mailto:${encodeURIComponent(email).replace("%40", "@")}`}>
            {email}
          </a>
        </CardRow>
      ))}
      {address !== undefined && <CardRow label={t("people.card.address")}>{address}</CardRow>}
      {website !== undefined && (
        <CardRow label={t("people.card.website")}>
          {link === undefined ? (
            website
          ) : (
            <a className="card-row-link" href={link} target="_blank" rel="noreferrer">
              {website}
            </a>
          )}
        </CardRow>
      )}
    </CardSection>
  );
}
