import { useState } from "react";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { type ContactDraft, contactOf, draftOf } from "./contact-draft.ts";
import { ContactForm } from "./contact-form.tsx";

/** Somebody new, of whom perhaps a number or a name is known. Once saved, it is his card. */
export function NewContact({ number, name }: { number: string; name: string }) {
  const t = useTranslate();
  const { shows } = useSidetone();
  const { run, busy, problem } = useCommand("contacts.save");
  const [initial] = useState(() => draftOf({ name, numbers: number === "" ? [] : [{ number, label: "work" }] }));
  const save = async (draft: ContactDraft) => {
    const result = await run({ contact: contactOf(draft) });
    if (result.ok) shows.replace({ kind: "person", id: result.value.id });
  };
  return (
    <ContactForm
      title={t("people.form.addTitle")}
      initial={initial}
      hasNote
      busy={busy}
      problem={problem}
      onSave={(draft) => void save(draft)}
    />
  );
}
