import UserX from "lucide-react/icons/user-x";
import { useRef } from "react";
import type { Person } from "../../../shared/contacts/person.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { usePerson } from "../contact-card/use-person.ts";
import { Page } from "../views/page.tsx";
import { type ContactDraft, contactOf, draftAbout } from "./contact-draft.ts";
import { ContactForm } from "./contact-form.tsx";

/** What the employee writes about somebody: his own entry, or beside what a source says. */
export function EditContact({ id }: { id: string }) {
  const t = useTranslate();
  const { person, isLoaded, problem } = usePerson(id);
  if (person !== undefined) return <Form person={person} />;
  return (
    <Page title={t("people.form.editTitle")}>
      {problem !== undefined ? (
        <ProblemBox title={t("people.card.notLoaded")} problem={problem} />
      ) : (
        isLoaded && (
          <EmptyState icon={<UserX size={22} />} title={t("people.card.gone")} hint={t("people.card.goneHint")} />
        )
      )}
    </Page>
  );
}

function Form({ person }: { person: Person }) {
  const t = useTranslate();
  const { shows } = useSidetone();
  const { run, busy, problem } = useCommand("contacts.save");
  // As he found it: what changes meanwhile must not change what he writes.
  const initial = useRef(draftAbout(person)).current;
  const isOnlyOwn = person.origins.every(({ sourceKind }) => sourceKind === "own");
  const save = async (draft: ContactDraft) => {
    const result = await run({ about: person.id, contact: contactOf(draft) });
    if (!result.ok) return;
    shows.back();
    const top = shows.getState().pages.at(-1);
    // The card below may be of an id by which he is not known any more.
    if (top?.kind === "person" && top.id !== result.value.id) shows.replace({ kind: "person", id: result.value.id });
  };
  return (
    <ContactForm
      title={t(isOnlyOwn ? "people.form.editTitle" : "people.form.aboutTitle")}
      {...(isOnlyOwn ? {} : { hint: t("people.form.aboutHint") })}
      initial={initial}
      hasNote={false}
      busy={busy}
      problem={problem}
      onSave={(draft) => void save(draft)}
    />
  );
}
