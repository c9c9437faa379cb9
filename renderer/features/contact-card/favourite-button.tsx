import Star from "lucide-react/icons/star";
import { useState } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import type { Person } from "../../../shared/contacts/person.ts";
import type { Problem } from "../../bridge/problem.ts";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import "./favourite-button.css";

interface FavouriteButtonProps {
  person: Person;
  onMarked(id: string): Promise<void>;
  onProblem(problem: Problem | undefined): void;
}

/** Whether he stands first in the list. */
export function FavouriteButton({ person, onMarked, onProblem }: FavouriteButtonProps) {
  const t = useTranslate();
  const { run } = useCommand("contacts.mark");
  const [wished, setWished] = useState<boolean>();
  const mark = async (favourite: boolean) => {
    setWished(favourite);
    const result = await run({ id: person.id, favourite });
    onProblem(result.ok ? undefined : result);
    if (result.ok) await onMarked(result.value.id);
    setWished(undefined);
  };
  return (
    <ToggleButton
      className="button button-icon button-quiet favourite-button"
      aria-label={t("people.favourite")}
      isSelected={wished ?? person.favourite}
      onChange={(favourite) => void mark(favourite)}
    >
      <Star size={18} aria-hidden="true" />
    </ToggleButton>
  );
}
