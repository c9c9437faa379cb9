import ArrowLeft from "lucide-react/icons/arrow-left";
import { type ReactNode, useEffect, useRef } from "react";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { DialTrouble } from "../dial/dial-trouble.tsx";
import { LiveCalls } from "../live-calls/live-calls.tsx";

interface PageProps {
  title: string;
  /** Whether the title is for screen readers only, since it stands large below. */
  isTitleHidden?: boolean;
  /** Instead of simply going back. */
  onBack?: () => void;
  /** Buttons at the end of the bar. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Something on top of a view: its title, the way back, and the calls of the moment. */
export function Page({ title, isTitleHidden = false, onBack, actions, children }: PageProps) {
  const t = useTranslate();
  const { shows } = useSidetone();
  const heading = useRef<HTMLHeadingElement>(null);

  // So that the keys are this page's, and a screen reader says what it is; unless something in it has the focus already.
  useEffect(() => {
    const page = heading.current?.closest(".page");
    if (page !== null && !page?.contains(document.activeElement)) heading.current?.focus();
  }, []);

  return (
    <section className="page" aria-label={title}>
      <div className="page-bar">
        <Button look="quiet" iconOnly aria-label={t("common.back")} onPress={onBack ?? shows.back}>
          <ArrowLeft size={18} aria-hidden="true" />
        </Button>
        <h2 ref={heading} tabIndex={-1} className={`page-title${isTitleHidden ? " page-title-hidden" : ""}`}>
          <span className={isTitleHidden ? "visually-hidden" : ""}>{title}</span>
        </h2>
        {actions}
      </div>
      <LiveCalls />
      <DialTrouble />
      <div className="page-body">{children}</div>
    </section>
  );
}
