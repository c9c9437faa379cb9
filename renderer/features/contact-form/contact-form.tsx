import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { Problem } from "../../bridge/problem.ts";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { Page } from "../views/page.tsx";
import { type ContactDraft, isSameDraft, problemsOf } from "./contact-draft.ts";
import { EmailRows } from "./email-rows.tsx";
import { NumberRows } from "./number-rows.tsx";
import "./contact-form.css";

interface ContactFormProps {
  title: string;
  hint?: string;
  initial: ContactDraft;
  /** Somebody new has no card yet on which to note anything. */
  hasNote: boolean;
  busy: boolean;
  problem: Problem | undefined;
  onSave(draft: ContactDraft): void;
}

/** What one writes about somebody. Going away with something unsaved asks first. */
export function ContactForm({ title, hint, initial, hasNote, busy, problem, onSave }: ContactFormProps) {
  const t = useTranslate();
  const { shows } = useSidetone();
  const [draft, setDraft] = useState(initial);
  const [isTried, setTried] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const noteId = useId();
  // Nothing is called wrong before one has tried to save it.
  const problems = isTried ? problemsOf(draft) : new Map();
  const change = (patch: Partial<ContactDraft>) => setDraft((before) => ({ ...before, ...patch }));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy) return;
    if (problemsOf(draft).size > 0) {
      setWantsWrong((count) => count + 1);
      return;
    }
    onSave(draft);
  };
  const [wantsWrong, setWantsWrong] = useState(0);
  useEffect(() => {
    if (wantsWrong > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [wantsWrong]);

  const leave = () => {
    if (isSameDraft(draft, initial)) shows.back();
    else setLeaving(true);
  };

  return (
    <Page title={title} onBack={leave}>
      <form
        ref={form}
        className="contact-form"
        onSubmit={submit}
        noValidate
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.defaultPrevented) return;
          event.preventDefault();
          if (isLeaving) setLeaving(false);
          else leave();
        }}
      >
        {hint !== undefined && <p className="contact-form-hint">{hint}</p>}
        <Choice
          look="bar"
          label={t("people.form.kind")}
          labelHidden
          value={draft.isCompany ? "company" : "person"}
          options={[
            { value: "person", text: t("people.form.person") },
            { value: "company", text: t("people.form.company") },
          ]}
          onChange={(kind) => change({ isCompany: kind === "company" })}
        />
        <TextInput
          label={t("people.form.name")}
          value={draft.name}
          onChange={(name) => change({ name })}
          maxLength={200}
          autoFocus
          isRequired
          error={problems.has("name") ? t("people.form.nameMissing") : undefined}
        />
        {!draft.isCompany && (
          <>
            <TextInput
              label={t("people.form.companyName")}
              value={draft.company}
              onChange={(company) => change({ company })}
              maxLength={200}
            />
            <TextInput
              label={t("people.form.title")}
              value={draft.title}
              onChange={(title) => change({ title })}
              maxLength={200}
            />
          </>
        )}
        <NumberRows rows={draft.numbers} problems={problems} onChange={(numbers) => change({ numbers })} />
        <EmailRows rows={draft.emails} problems={problems} onChange={(emails) => change({ emails })} />
        {!draft.isCompany && (
          <TextInput
            label={t("people.form.department")}
            value={draft.department}
            onChange={(department) => change({ department })}
            maxLength={200}
          />
        )}
        <TextInput
          label={t("people.form.address")}
          value={draft.address}
          onChange={(address) => change({ address })}
          maxLength={500}
        />
        <TextInput
          label={t("people.form.website")}
          value={draft.website}
          onChange={(website) => change({ website })}
          maxLength={500}
        />
        <TextInput
          label={t("people.form.customerNumber")}
          value={draft.customerNumber}
          onChange={(customerNumber) => change({ customerNumber })}
          maxLength={50}
        />
        {hasNote && (
          <div className="contact-form-note">
            <label className="text-input-label" htmlFor={noteId}>
              {t("people.form.note")}
            </label>
            <textarea
              id={noteId}
              rows={3}
              maxLength={10_000}
              value={draft.note}
              onChange={(event) => change({ note: event.target.value })}
            />
          </div>
        )}
        {problem !== undefined && <ProblemBox title={t("people.form.notSaved")} problem={problem} />}
        {isLeaving ? (
          <div className="contact-form-discard" role="alert">
            <p>{t("people.form.discardQuestion")}</p>
            <div className="contact-form-actions">
              <Button look="danger" autoFocus onPress={shows.back}>
                {t("people.form.discard")}
              </Button>
              <Button onPress={() => setLeaving(false)}>{t("people.form.keepEditing")}</Button>
            </div>
          </div>
        ) : (
          <div className="contact-form-actions">
            <Button type="submit" look="primary" isPending={busy}>
              {t("people.form.save")}
            </Button>
            <Button look="quiet" onPress={leave}>
              {t("common.cancel")}
            </Button>
          </div>
        )}
      </form>
    </Page>
  );
}
