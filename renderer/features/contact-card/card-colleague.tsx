import type { Person } from "../../../shared/contacts/person.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { CardRow, CardSection } from "./card-section.tsx";

/** What the PBX says of a colleague: departments, and info fields, some of which name another colleague. */
export function CardColleague({ colleague }: { colleague: NonNullable<Person["colleague"]> }) {
  const t = useTranslate();
  const { shows } = useSidetone();
  const { departments, info } = colleague;
  if (departments.length === 0 && info.length === 0) return null;
  return (
    <CardSection title={t("people.card.colleagueInfo")}>
      {departments.length > 0 && <CardRow label={t("people.card.departments")}>{departments.join(", ")}</CardRow>}
      {info.map(({ label, value, employee }) => (
        <CardRow key={`${label} ${value}`} label={label}>
          {employee === undefined ? (
            value
          ) : (
            <Button look="link" onPress={() => shows.open({ kind: "person", id: employee.id })}>
              {employee.name}
              <span className="card-row-aside tabular">{employee.localNumber}</span>
            </Button>
          )}
        </CardRow>
      ))}
    </CardSection>
  );
}
