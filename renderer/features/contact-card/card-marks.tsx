import { useState } from "react";
import type { Person } from "../../../shared/contacts/person.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { SwitchRow } from "../../ui/switch-row.tsx";
import { CardSection } from "./card-section.tsx";
import "./card-marks.css";

type Mark = "vip" | "blocked";

/** What is to happen when he calls. */
export function CardMarks({ person, onMarked }: { person: Person; onMarked(id: string): Promise<void> }) {
  const t = useTranslate();
  const { run, problem } = useCommand("contacts.mark");
  /** What he has just chosen, until main's own word has come. */
  const [wished, setWished] = useState<{ [Name in Mark]?: boolean }>({});

  const mark = async (patch: { [Name in Mark]?: boolean }) => {
    setWished(patch);
    const result = await run({ id: person.id, ...patch });
    if (result.ok) await onMarked(result.value.id);
    setWished({});
  };

  return (
    <CardSection title={t("people.card.marks")}>
      <div className="card-marks">
        <SwitchRow
          label={<MarkLabel name={t("people.card.vip")} hint={t("people.card.vipHint")} />}
          isSelected={wished.vip ?? person.vip}
          onChange={(vip) => void mark(vip ? { vip, blocked: false } : { vip })}
        />
        <SwitchRow
          label={<MarkLabel name={t("people.card.blocked")} hint={t("people.card.blockedHint")} />}
          isSelected={wished.blocked ?? person.blocked}
          onChange={(blocked) => void mark(blocked ? { blocked, vip: false } : { blocked })}
        />
        {problem !== undefined && <ProblemBox title={t("people.card.notMarked")} problem={problem} />}
      </div>
    </CardSection>
  );
}

function MarkLabel({ name, hint }: { name: string; hint: string }) {
  return (
    <>
      {name}
      <span className="card-mark-hint">{hint}</span>
    </>
  );
}
