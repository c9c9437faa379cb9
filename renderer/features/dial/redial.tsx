import RotateCcw from "lucide-react/icons/rotate-ccw";
import { useTranslate } from "../../i18n/use-translate.ts";
import { Button } from "../../ui/button.tsx";
import type { Preview } from "./dial-preview.ts";
import { useDialler } from "./dialler.tsx";
import "./redial.css";

/** The number that was dialled last, once more. */
export function Redial({ last }: { last: NonNullable<Preview["redial"]> }) {
  const t = useTranslate();
  const { dial } = useDialler();
  const name = last.name ?? last.displayNumber;
  return (
    <Button look="quiet" aria-label={t("dial.redialTo", { name })} onPress={() => void dial(last.number)}>
      <span className="redial">
        <RotateCcw size={14} aria-hidden="true" />
        <span className="redial-name tabular">{name}</span>
      </span>
    </Button>
  );
}
