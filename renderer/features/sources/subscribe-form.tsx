import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../views/page.tsx";
import "./subscribe-form.css";

interface SubscribeFormProps {
  title: string;
  /** Whether something would be lost by going away. */
  isDirty: boolean;
  busy: boolean;
  /** Of the button that sends it; absent where there is nothing to send. */
  submitText: string | undefined;
  /** Grows whenever something turns out to be wrong: the focus goes to the first field that is. */
  wrongCount: number;
  /** Instead of going away. */
  onBack?: () => void;
  onSubmit(): void;
  children: ReactNode;
}

/** A page with a form for a new source. Going away with something typed asks first. */
export function SubscribeForm(props: SubscribeFormProps) {
  const { title, isDirty, busy, submitText, wrongCount, onBack, onSubmit, children } = props;
  const t = useTranslate();
  const { shows } = useSidetone();
  const [isLeaving, setLeaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (wrongCount > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [wrongCount]);

  const leave = () => {
    if (onBack !== undefined) onBack();
    else if (isDirty) setLeaving(true);
    else shows.back();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <Page title={title} onBack={leave}>
      <form
        ref={form}
        className="subscribe-form"
        onSubmit={submit}
        noValidate
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.defaultPrevented) return;
          event.preventDefault();
          if (isLeaving) setLeaving(false);
          else leave();
        }}
      >
        {children}
        {isLeaving ? (
          <div className="subscribe-form-leave" role="alert">
            <p>{t("sources.subscribe.discardQuestion")}</p>
            <div className="source-actions">
              <Button look="danger" autoFocus onPress={shows.back}>
                {t("sources.subscribe.discard")}
              </Button>
              <Button onPress={() => setLeaving(false)}>{t("sources.subscribe.keepEditing")}</Button>
            </div>
          </div>
        ) : (
          <div className="source-actions">
            {submitText !== undefined && (
              <Button type="submit" look="primary" isPending={busy}>
                {submitText}
              </Button>
            )}
            <Button look="quiet" onPress={leave}>
              {t(onBack === undefined ? "common.cancel" : "common.back")}
            </Button>
          </div>
        )}
        <p className="visually-hidden" role="status">
          {busy && t("sources.subscribe.finding")}
        </p>
      </form>
    </Page>
  );
}
