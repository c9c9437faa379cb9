import BookUser from "lucide-react/icons/book-user";
import { useSidetone, useSnapshot } from "../../bridge/sidetone-context.tsx";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import { isTroubled } from "./is-troubled.ts";
import "./sources-button.css";

/** The way from the search field to where contacts come from; marked when one of the sources has trouble. */
export function SourcesButton() {
  const t = useTranslate();
  const { shows } = useSidetone();
  const hasTrouble = useSnapshot().sources.some(isTroubled);
  return (
    <Button
      look="quiet"
      iconOnly
      aria-label={t(hasTrouble ? "sources.openTrouble" : "sources.open")}
      onPress={() => shows.open({ kind: "sources" })}
    >
      <span className={hasTrouble ? "sources-button-trouble" : undefined}>
        <BookUser size={18} aria-hidden="true" />
      </span>
    </Button>
  );
}
