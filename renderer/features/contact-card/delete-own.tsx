import Trash from "lucide-react/icons/trash-2";
import { useId, useState } from "react";
import type { Person } from "../../../shared/contacts/person.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import "./delete-own.css";

/** Takes away what the employee wrote, once he has said so twice. */
export function DeleteOwn({ person, onDeleted }: { person: Person; onDeleted(): void }) {
  const t = useTranslate();
  const { run, busy, problem } = useCommand("contacts.deleteOwn");
  const [isAsking, setAsking] = useState(false);
  const isOnlyOwn = person.origins.every(({ sourceKind }) => sourceKind === "own");
  const name = person.name;
  const question = useId();

  if (!isAsking) {
    return (
      <Button look="quiet" onPress={() => setAsking(true)}>
        <Trash size={16} aria-hidden="true" />
        {t(isOnlyOwn ? "people.card.delete" : "people.card.deleteOwn")}
      </Button>
    );
  }
  const confirm = async () => {
    const result = await run({ id: person.id });
    if (result.ok) onDeleted();
  };
  return (
    <div className="delete-own">
      <p id={question}>{t(isOnlyOwn ? "people.card.deleteQuestion" : "people.card.deleteOwnQuestion", { name })}</p>
      {problem !== undefined && <ProblemBox title={t("people.card.notDeleted")} problem={problem} />}
      <div className="delete-own-actions">
        <Button look="danger" autoFocus aria-describedby={question} isPending={busy} onPress={() => void confirm()}>
          {t("people.card.deleteConfirm")}
        </Button>
        <Button look="quiet" onPress={() => setAsking(false)}>
          {t("common.cancel")}
        </Button>
      </div>
    </div>
  );
}
