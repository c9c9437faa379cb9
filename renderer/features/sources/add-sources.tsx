import type { LucideIcon } from "lucide-react";
import FileUp from "lucide-react/icons/file-up";
import { useId } from "react";
import { Button } from "react-aria-components/Button";
import { useSidetone } from "../../bridge/sidetone-context.tsx";
import { useCommand } from "../../bridge/use-command.ts";
import { useTranslate } from "../../i18n/use-translate.ts";
import { ProblemBox } from "../../ui/problem-box.tsx";
import { sourceIcons } from "./source-icon.ts";
import "./add-sources.css";

/** The four ways in which contacts come. */
export function AddSources() {
  const t = useTranslate();
  const { shows } = useSidetone();
  const chooseFolder = useCommand("sources.chooseFolder");
  const heading = useId();
  return (
    <section className="sources-section" aria-labelledby={heading}>
      <h3 id={heading} className="sources-section-title">
        {t("sources.add")}
      </h3>
      <ul className="add-sources">
        <Way
          Icon={FileUp}
          name={t("sources.addFile")}
          hint={t("sources.addFileHint")}
          onPress={() => shows.open({ kind: "import" })}
        />
        <Way
          Icon={sourceIcons.watched}
          name={t("sources.addFolder")}
          hint={t("sources.addFolderHint")}
          onPress={() => void chooseFolder.run(undefined)}
        />
        <Way
          Icon={sourceIcons.url}
          name={t("sources.addUrl")}
          hint={t("sources.addUrlHint")}
          onPress={() => shows.open({ kind: "subscribe", to: "url" })}
        />
        <Way
          Icon={sourceIcons.carddav}
          name={t("sources.addCarddav")}
          hint={t("sources.addCarddavHint")}
          onPress={() => shows.open({ kind: "subscribe", to: "carddav" })}
        />
      </ul>
      {chooseFolder.problem !== undefined && <ProblemBox title={t("sources.notDone")} problem={chooseFolder.problem} />}
    </section>
  );
}

interface WayProps {
  Icon: LucideIcon;
  name: string;
  hint: string;
  onPress(): void;
}

function Way({ Icon, name, hint, onPress }: WayProps) {
  return (
    <li>
      <Button className="add-source" onPress={onPress}>
        <Icon size={18} aria-hidden="true" />
        <span className="add-source-text">
          <span className="add-source-name">{name}</span>
          <span className="add-source-hint">{hint}</span>
        </span>
      </Button>
    </li>
  );
}
