import BookUser from "lucide-react/icons/book-user";
import ChevronRight from "lucide-react/icons/chevron-right";
import FileUp from "lucide-react/icons/file-up";
import FolderSync from "lucide-react/icons/folder-sync";
import Globe from "lucide-react/icons/globe";
import { type Ref, useId } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslate } from "../../i18n/use-translate.ts";
import "./add-source.css";

const ways = ["import", "folder", "url", "carddav"] as const;
export type AddWay = (typeof ways)[number];
const icons = { import: FileUp, folder: FolderSync, url: Globe, carddav: BookUser };

interface AddSourceProps {
  /** Of the first way. */
  first: Ref<HTMLButtonElement>;
  onChosen(way: AddWay): void;
}

/** The ways in which contacts come, each with what it is good for. */
export function AddSource({ first, onChosen }: AddSourceProps) {
  const t = useTranslate();
  const heading = useId();
  return (
    <section className="add-source" aria-labelledby={heading}>
      <h3 id={heading} className="sources-heading">
        {t("sources.add")}
      </h3>
      <ul className="add-source-ways">
        {ways.map((way, index) => {
          const Icon = icons[way];
          return (
            <li key={way}>
              <Button
                {...(index === 0 ? { ref: first } : {})}
                className="add-source-way"
                data-way={way}
                onPress={() => onChosen(way)}
              >
                <Icon size={18} aria-hidden="true" />
                <span className="add-source-text">
                  <span className="add-source-name">{t(`sources.${way}`)}</span>
                  <span className="add-source-hint">{t(`sources.${way}Hint`)}</span>
                </span>
                <ChevronRight size={16} aria-hidden="true" className="add-source-chevron" />
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
