import type { FormEvent, ReactNode } from "react";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import "./pairing-page.css";

interface PairingPageProps {
  heading: string;
  explanation: string;
  /** Present where the page is one form. */
  onSubmit?: () => void;
  onBack(): void;
  children: ReactNode;
}

/** One step on the way to an extension: what it is about, what it needs, and the way back. */
export function PairingPage({ heading, explanation, onSubmit, onBack, children }: PairingPageProps) {
  const t = useTranslate();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  const back = (
    <Button look="quiet" onPress={onBack}>
      {t("common.back")}
    </Button>
  );
  return (
    <div className="pairing-page">
      <h1 className="pairing-page-heading">{heading}</h1>
      <p className="pairing-page-explanation">{explanation}</p>
      {onSubmit === undefined ? (
        <>
          {children}
          {back}
        </>
      ) : (
        <form className="pairing-page-form" onSubmit={submit} noValidate>
          {children}
          {back}
        </form>
      )}
    </div>
  );
}
