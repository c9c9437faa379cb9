import Pencil from "lucide-react/icons/pencil";
import UserX from "lucide-react/icons/user-x";
import { useState } from "react";
import type { Person } from "../../../shared/contacts/person.ts";
import type { Problem } from "../../bridge/problem.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { Page } from "../views/page.tsx";
import { CardCalls } from "./card-calls.tsx";
import { CardColleague } from "./card-colleague.tsx";
import { CardMarks } from "./card-marks.tsx";
import { CardNotes } from "./card-notes.tsx";
import { CardNumbers } from "./card-numbers.tsx";
import { CardOrigins } from "./card-origins.tsx";
import { CardReach } from "./card-reach.tsx";
import { CardSection } from "./card-section.tsx";
import { ContactHead } from "./contact-head.tsx";
import { DeleteOwn } from "./delete-own.tsx";
import { FavouriteButton } from "./favourite-button.tsx";
import { OwnNote } from "./own-note.tsx";
import { usePerson } from "./use-person.ts";
import "./contact-card.css";

/** All that is known of somebody, from all sources, and what the employee makes of him. */
export function ContactCard({ id }: { id: string }) {
  const t = useTranslate();
  const { shows } = useSidetone();
  const { person, isLoaded, problem, refresh } = usePerson(id);
  const [markProblem, setMarkProblem] = useState<Problem>();

  if (person === undefined) {
    return (
      <Page title={t("people.card.title")} isTitleHidden>
        {problem !== undefined ? (
          <ProblemBox title={t("people.card.notLoaded")} problem={problem}>
            <Button onPress={() => void refresh()}>{t("common.tryAgain")}</Button>
          </ProblemBox>
        ) : (
          isLoaded && (
            <EmptyState icon={<UserX size={22} />} title={t("people.card.gone")} hint={t("people.card.goneHint")} />
          )
        )}
      </Page>
    );
  }

  // What he wrote may have made another entry the one by which he is known.
  const marked = async (newId: string) => {
    const top = shows.getState().pages.at(-1);
    if (top?.kind !== "person" || top.id !== id) return;
    if (newId === id) await refresh();
    else shows.replace({ kind: "person", id: newId });
  };
  const deleted = () => {
    const left = person.origins.find(({ sourceKind }) => sourceKind !== "own");
    if (left === undefined) shows.back();
    else if (left.id === id) void refresh();
    else shows.replace({ kind: "person", id: left.id });
  };
  const isWritten = person.sources.includes("own");
  return (
    <Page
      title={person.name}
      isTitleHidden
      actions={
        <>
          <FavouriteButton person={person} onMarked={marked} onProblem={setMarkProblem} />
          <Button
            look="quiet"
            iconOnly
            aria-label={t(isWritten ? "people.card.edit" : "people.card.addOwn")}
            onPress={() => shows.open({ kind: "edit", id: person.id })}
          >
            <Pencil size={16} aria-hidden="true" />
          </Button>
        </>
      }
    >
      {markProblem !== undefined && <ProblemBox title={t("people.card.notMarked")} problem={markProblem} />}
      <ContactHead person={person} />
      <CardNumbers person={person} />
      <CardReach person={person} />
      {person.colleague !== undefined && <CardColleague colleague={person.colleague} />}
      <CardSection title={t("people.card.ownNote")}>
        <div className="card-note">
          <OwnNote id={person.id} note={person.ownNote ?? ""} onSaved={marked} />
        </div>
      </CardSection>
      <CardNotes person={person} />
      <CardCalls person={person} />
      <CardMarks person={person} onMarked={marked} />
      <CardOrigins person={person} />
      {(isWritten || hasMarks(person)) && (
        <div className="contact-actions">
          <DeleteOwn person={person} onDeleted={deleted} />
        </div>
      )}
    </Page>
  );
}

/** Whether the employee has written anything about him at all. */
function hasMarks({ favourite, vip, blocked, ownNote }: Person): boolean {
  return favourite || vip || blocked || ownNote !== undefined;
}
